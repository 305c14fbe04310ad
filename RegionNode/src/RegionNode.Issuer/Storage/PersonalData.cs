using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// Seals personal data before the database sees it: AES-256-GCM under a key that lies outside the database, bound to column and
/// row so that a sealed value cannot be moved. The newest key seals, each opens what it sealed. What is looked up by (a file
/// number, a citizen number) is kept as a keyed hash; the key of those hashes comes from the first secret and does not rotate:
/// another one would mean another name for every driver. Tells a reader of the database how long a value is, and when two rows
/// are of one driver. Limit: 2^32 values a key (random nonces).
/// </summary>
internal sealed class PersonalData
{
    internal const string FileNumberKind = "file_number";
    internal const int NumberBytes = 2;
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;
    internal const int IndexBytes = 16;
    private readonly FrozenDictionary<int, byte[]> sealing;
    private readonly byte[] indexing;

    /// <summary>Takes the keys from secrets of 32 bytes by number; number 1 is among them.</summary>
    internal PersonalData(IReadOnlyDictionary<int, byte[]> secrets)
    {
        sealing = secrets.ToFrozenDictionary(s => s.Key, s => Derive(s.Value, "personal-data/seal/1"));
        indexing = Derive(secrets[PersonalKeyFiles.First], "personal-data/index/1");
        Newest = secrets.Keys.Max();
    }

    /// <summary>The number of the key that seals.</summary>
    internal int Newest { get; }

    /// <summary>What the first bytes of a value are that the newest key sealed.</summary>
    internal byte[] NewestPrefix => [(byte)(Newest >> 8), (byte)Newest];

    /// <summary>Seals a value: number of the key (2 bytes), nonce (12 bytes), ciphertext, tag (16 bytes).</summary>
    /// <param name="column">Table and column, as <c>driver_records.body</c>; listed in <see cref="SealedColumns"/>.</param>
    /// <param name="row">The row's key as stored.</param>
    /// <param name="plain">The value.</param>
    internal byte[] Seal(string column, string row, ReadOnlySpan<byte> plain)
    {
        var result = new byte[NumberBytes + NonceBytes + plain.Length + TagBytes];
        BinaryPrimitives.WriteUInt16BigEndian(result, (ushort)Newest);
        var nonce = result.AsSpan(NumberBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(sealing[Newest], TagBytes);
        cipher.Encrypt(nonce, plain, result.AsSpan(NumberBytes + NonceBytes, plain.Length), result.AsSpan(result.Length - TagBytes), Bound(column, row));
        return result;
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">An unknown key, another column or row, or changed bytes.</exception>
    internal byte[] Open(string column, string row, ReadOnlySpan<byte> sealedValue)
    {
        if (sealedValue.Length < NumberBytes + NonceBytes + TagBytes || !sealing.TryGetValue(BinaryPrimitives.ReadUInt16BigEndian(sealedValue), out var key))
            throw new CryptographicException($"{column}: not sealed under a key of this node");
        var rest = sealedValue[NumberBytes..];
        var plain = new byte[rest.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(rest[..NonceBytes], rest.Slice(NonceBytes, plain.Length), rest[^TagBytes..], plain, Bound(column, row));
        return plain;
    }

    /// <summary>What stands in the database for a value that is looked up: HMAC-SHA-256, 16 bytes, base64url. The same value of another kind gives another.</summary>
    internal string IndexOf(string kind, string value) => Keyed(indexing, $"{kind}\0{value}");

    /// <summary>Tells a secret again without telling it: what the database keeps of a key that sealed its values.</summary>
    internal static string CheckValueOf(byte[] secret) => Keyed(Derive(secret, "personal-data/check/1"), "");

    private static string Keyed(byte[] key, string value) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(value)).AsSpan(0, IndexBytes));

    private static byte[] Derive(byte[] secret, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: System.Text.Encoding.ASCII.GetBytes(use));

    /// <summary>The same for many values; the caller disposes of it.</summary>
    internal PersonalSealer NewSealer() => new(Newest, sealing[Newest], indexing);

    /// <summary>What names a driver in the tables. Says nothing about whether there is one.</summary>
    internal DriverKey KeyOf(string fileNumber) => new(IndexOf(FileNumberKind, fileNumber));

    /// <summary>What a value is bound to.</summary>
    internal static byte[] Bound(string column, string row) => System.Text.Encoding.UTF8.GetBytes($"{column}\0{row}");
}
