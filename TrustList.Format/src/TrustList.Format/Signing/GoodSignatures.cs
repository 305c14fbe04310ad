using System.Security.Cryptography;

namespace TrustList.Format.Signing;

/// <summary>
/// Signatures that were found good, each by its key, its bytes and the hash of what it covers, so that whoever decides the same
/// presentation twice checks each once. What was found bad is not kept. Made for one question; not for use by two threads.
/// </summary>
public sealed class GoodSignatures
{
    private const int Most = 8;
    private readonly List<(PublicKey Key, byte[] Name)> good = [];

    /// <summary>How many are known.</summary>
    public int Count => good.Count;

    /// <summary>Whether the key made the signature: known, or checked now. Never throws.</summary>
    internal bool Verify(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form)
    {
        var name = NameOf(data, signature, form);
        if (good.Exists(known => known.Key.Equals(key) && known.Name.AsSpan().SequenceEqual(name)))
            return true;
        if (!key.Verify(data, signature, form))
            return false;
        if (good.Count < Most)
            good.Add((key, name));
        return true;
    }

    // The hash of the data has one length, so that nothing of it can be taken for the signature's.
    private static byte[] NameOf(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form) =>
        SHA256.HashData([(byte)form, .. SHA256.HashData(data), .. signature]);
}
