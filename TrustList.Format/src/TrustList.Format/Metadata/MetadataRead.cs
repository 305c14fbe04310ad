using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>A reading in the vocabulary of <see cref="MetadataFault"/>, for the steps that trust is built from.</summary>
internal readonly record struct MetadataRead<T>(SignedMetadata<T>? File, MetadataFault Fault, string Detail)
    where T : SignedRole
{
    /// <summary>The same in the vocabulary that all readers share.</summary>
    public Decoded<SignedMetadata<T>> ToDecoded()
    {
        if (File is not null)
            return Decoded<SignedMetadata<T>>.Of(File);
        var fault = Fault switch
        {
            MetadataFault.TooLarge => DecodeFault.TooLarge,
            MetadataFault.WrongType => DecodeFault.WrongType,
            MetadataFault.UnsupportedSpecVersion or MetadataFault.BadThreshold => DecodeFault.BadValue,
            _ => DecodeFault.Malformed,
        };
        return Decoded<SignedMetadata<T>>.Fail(fault, Detail);
    }
}
