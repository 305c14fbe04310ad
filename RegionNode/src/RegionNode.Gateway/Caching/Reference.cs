using System.Buffers.Text;
using System.Security.Cryptography;

namespace RegionNode.Gateway.Caching;

/// <summary>
/// A reference and what follows from it and its owner: under which name its content is stored, and the key that seals it there. Who
/// reads or writes the store has neither.
/// </summary>
internal sealed class Reference
{
    /// <summary>Random bytes of a reference.</summary>
    public const int Bytes = 16;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>What sealing adds to a content.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    private readonly byte[] _key;

    private Reference(byte[] secret, string owner)
    {
        Text = Base64Url.EncodeToString(secret);
        Name = Convert.ToHexStringLower(Derive(secret, "reference/name/1" + owner));
        _key = Derive(secret, "reference/seal/1" + owner);
    }

    /// <summary>What the holder shows the desk.</summary>
    public string Text { get; }

    /// <summary>Its content's name in a store.</summary>
    public string Name { get; }

    /// <summary>A new one.</summary>
    /// <param name="owner">For whom it counts; empty: for whoever has it.</param>
    public static Reference New(string owner) => new(RandomNumberGenerator.GetBytes(Bytes), owner);

    /// <summary>Reads one; null where it cannot be one.</summary>
    public static Reference? Of(string owner, string text) => SecretOf(text) is { } secret ? new Reference(secret, owner) : null;

    /// <summary>Whether a text can be one.</summary>
    public static bool IsOne(string text) => SecretOf(text) is not null;

    /// <summary>Seals a content: nonce, ciphertext, tag.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        var result = new byte[content.Length + Overhead];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, content, result.AsSpan(NonceBytes, content.Length), result.AsSpan(result.Length - TagBytes));
        return result;
    }

    /// <summary>Opens what <see cref="Seal"/> made; null of anything else.</summary>
    public byte[]? Open(ReadOnlySpan<byte> stored)
    {
        if (stored.Length < Overhead) return null;
        var content = new byte[stored.Length - Overhead];
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(stored[..NonceBytes], stored[NonceBytes..^TagBytes], stored[^TagBytes..], content);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[]? SecretOf(string text)
    {
        var secret = new byte[Bytes];
        return text.Length == Base64Url.GetEncodedLength(Bytes) && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, secret, out var length) && length == Bytes ? secret : null;
    }

    private static byte[] Derive(byte[] secret, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: System.Text.Encoding.UTF8.GetBytes(use));
}
