using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>One signature on a file; proves nothing until counted.</summary>
/// <param name="KeyId">The key it names.</param>
/// <param name="Value">Its bytes.</param>
public sealed record MetadataSignature(string KeyId, ReadOnlyMemory<byte> Value);

/// <summary>A metadata file that was read but not verified: its exact bytes, and what its signatures cover.</summary>
public abstract class SignedMetadata
{
    private protected SignedMetadata(MetadataEnvelope envelope)
    {
        Bytes = envelope.File;
        SignedBytes = CanonicalJson.Encode(envelope.Signed);
        Signatures = envelope.Signatures;
        Sha256 = LowerHex.Of(SHA256.HashData(envelope.File.Span));
    }

    /// <summary>The file exactly as received.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The canonical form of the received <c>signed</c> object, unknown members included: what signatures cover.</summary>
    public ReadOnlyMemory<byte> SignedBytes { get; }

    /// <summary>The signatures, each key once.</summary>
    public ImmutableArray<MetadataSignature> Signatures { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The content that every role has.</summary>
    public abstract SignedRole Role { get; }
}

/// <summary>A metadata file that was read but not verified, with its typed content.</summary>
/// <typeparam name="T">The role's type.</typeparam>
public sealed class SignedMetadata<T> : SignedMetadata
    where T : SignedRole
{
    internal SignedMetadata(MetadataEnvelope envelope, T signed)
        : base(envelope) => Signed = signed;

    /// <summary>The content.</summary>
    public T Signed { get; }

    /// <inheritdoc/>
    public override SignedRole Role => Signed;
}
