using System.Collections.Concurrent;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using System.Security.Cryptography;

namespace TrustList.Format.Verification.Checks;

/// <summary>
/// Judges document-signer certificates, each once. Only certificates that an anchor vouches for are kept, so that
/// nobody without a region's key can fill it; beyond its size it starts anew.
/// </summary>
internal sealed class SignerCache(AnchorSet anchors)
{
    private const int Most = 4096;
    private readonly ConcurrentDictionary<Digest, KnownSigner> known = new();

    /// <summary>The certificate, judged; a failure when it cannot be read.</summary>
    public Decoded<KnownSigner> Find(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.CertificateBytes)
            return Decoded<KnownSigner>.Fail(DecodeFault.TooLarge, "certificate");
        var digest = Digest.Of(der.Span);
        return known.TryGetValue(digest, out var signer) ? Decoded<KnownSigner>.Of(signer) : Judge(der, digest);
    }

    /// <summary>The anchors themselves whose thumbprints begin so, judged as signers.</summary>
    public IEnumerable<KnownSigner> Given(string thumbprintStart) =>
        anchors.Starting(thumbprintStart).Select(anchor => SignerRules.Judge(anchor.Certificate, anchors)).Where(signer => signer.Pinned);

    private Decoded<KnownSigner> Judge(ReadOnlyMemory<byte> der, Digest digest)
    {
        var read = CertificateFacts.Read(der.ToArray()); // kept beyond the presentation
        if (!read.Ok)
            return read.As<KnownSigner>();
        var signer = SignerRules.Judge(read.Value, anchors);
        if (signer.Anchor is not null)
        {
            if (known.Count >= Most)
                known.Clear();
            known[digest] = signer;
        }
        return Decoded<KnownSigner>.Of(signer);
    }

    private readonly record struct Digest(UInt128 High, UInt128 Low)
    {
        public static Digest Of(ReadOnlySpan<byte> data)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(data, hash);
            return new(
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
