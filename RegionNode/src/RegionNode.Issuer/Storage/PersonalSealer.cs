using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// Seals and keys many values as <see cref="PersonalData"/> does, with one cipher and one hash for all of them, and nonces drawn
/// by the hundred: making these for each value costs more than the work itself. Of one thread.
/// </summary>
internal sealed class PersonalSealer(int number, byte[] sealing, byte[] indexing) : IDisposable
{
    private const int NoncesAtOnce = 256;
    private static readonly byte[] KindOfFileNumbers = System.Text.Encoding.UTF8.GetBytes($"{PersonalData.FileNumberKind}\0");
    private readonly AesGcm cipher = new(sealing, PersonalData.TagBytes);
    private readonly IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, indexing);
    private readonly byte[] nonces = new byte[NoncesAtOnce * PersonalData.NonceBytes];
    private int unused;

    /// <summary>As <see cref="PersonalData.KeyOf"/>.</summary>
    internal DriverKey KeyOf(string fileNumber)
    {
        Span<byte> value = stackalloc byte[SHA256.HashSizeInBytes];
        hash.AppendData(KindOfFileNumbers);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(fileNumber));
        hash.GetHashAndReset(value);
        return new DriverKey(Base64Url.EncodeToString(value[..PersonalData.IndexBytes]));
    }

    /// <summary>How long a value is once it is sealed.</summary>
    internal static int SealedBytes(int plain) => PersonalData.NumberBytes + PersonalData.NonceBytes + plain + PersonalData.TagBytes;

    /// <summary>As <see cref="PersonalData.Seal"/>, into <see cref="SealedBytes"/> of the caller's.</summary>
    internal void Seal(string column, string row, ReadOnlySpan<byte> plain, Span<byte> result)
    {
        BinaryPrimitives.WriteUInt16BigEndian(result, (ushort)number);
        var nonce = result.Slice(PersonalData.NumberBytes, PersonalData.NonceBytes);
        NextNonce().CopyTo(nonce);
        cipher.Encrypt(
            nonce, plain, result.Slice(PersonalData.NumberBytes + PersonalData.NonceBytes, plain.Length), result[^PersonalData.TagBytes..],
            PersonalData.Bound(column, row));
    }

    public void Dispose()
    {
        cipher.Dispose();
        hash.Dispose();
    }

    // Each is given out once.
    private ReadOnlySpan<byte> NextNonce()
    {
        if (unused == 0)
        {
            RandomNumberGenerator.Fill(nonces);
            unused = NoncesAtOnce;
        }
        return nonces.AsSpan(--unused * PersonalData.NonceBytes, PersonalData.NonceBytes);
    }
}
