using System.Collections.Immutable;

namespace TrustList.Format.Metadata;

/// <summary>One signature on a file; proves nothing until counted.</summary>
/// <param name="KeyId">The key it names.</param>
/// <param name="Value">Its bytes.</param>
public sealed record MetadataSignature(string KeyId, ReadOnlyMemory<byte> Value);

/// <summary>A metadata file that was read but not verified: its exact bytes, and what its signatures cover.</summary>
public abstract class SignedMetadata
{
    private protected SignedMetadata()
    {
    }

    /// <summary>The file exactly as received.</summary>
    public ReadOnlyMemory<byte> Bytes => throw new NotImplementedException();

    /// <summary>The canonical form of the received <c>signed</c> object, unknown members included: what signatures cover.</summary>
    public ReadOnlyMemory<byte> SignedBytes => throw new NotImplementedException();

    /// <summary>The signatures, each key once.</summary>
    public ImmutableArray<MetadataSignature> Signatures => throw new NotImplementedException();

    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hex.</summary>
    public string Sha256 => throw new NotImplementedException();
}

/// <summary>A metadata file that was read but not verified, with its typed content.</summary>
/// <typeparam name="T">The role's type.</typeparam>
public sealed class SignedMetadata<T> : SignedMetadata
    where T : SignedRole
{
    /// <summary>The content.</summary>
    public T Signed => throw new NotImplementedException();
}
