using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>What a note key signs: the byte before the key in its hash and text form (C2SP signed-note).</summary>
public enum NoteKeyKind
{
    /// <summary>Ed25519 over a note's text: the log.</summary>
    Log = 0x01,
    /// <summary>Ed25519 over a checkpoint and a time, cosignature/v1: a witness.</summary>
    Cosignature = 0x04,
}

/// <summary>A named Ed25519 key that signs or cosigns notes (SPEC.md §12.3).</summary>
public sealed record NoteKey
{
    private const int NameCharacters = 200;

    /// <summary>Names a key.</summary>
    /// <exception cref="ArgumentException">Not a name, or not an Ed25519 key.</exception>
    public NoteKey(string name, NoteKeyKind kind, PublicKey key)
    {
        if (!IsName(name))
            throw new ArgumentException("Not a note key name.", nameof(name));
        if (key.Algorithm != SignatureAlgorithm.Ed25519)
            throw new ArgumentException("A note key is an Ed25519 key.", nameof(key));
        (Name, Kind, Key) = (name, kind, key);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(name), 0x0A, (byte)kind, .. key.Raw]));
    }

    /// <summary>The name on signature lines.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>The Ed25519 key.</summary>
    public PublicKey Key { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ key): a hint that finds the key, not a proof.</summary>
    public uint KeyId { get; }

    /// <summary>The key as text (a vkey): <c>name+hhhhhhhh+base64(kind ‖ key)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([(byte)Kind, .. Key.Raw])}");

    /// <summary>Reads a key as text; its key id must be its own.</summary>
    public static Decoded<NoteKey> Parse(string text)
    {
        var parts = text.Split('+', 3);
        var bytes = new byte[64];
        if (parts.Length != 3 || !IsName(parts[0]) || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 1
            || bytes[0] is not ((byte)NoteKeyKind.Log or (byte)NoteKeyKind.Cosignature))
            return Decoded<NoteKey>.Fail(DecodeFault.Malformed, "not a note key");
        var key = PublicKey.FromEd25519(bytes.AsSpan(1..length));
        if (!key.Ok)
            return key.As<NoteKey>();
        var read = new NoteKey(parts[0], (NoteKeyKind)bytes[0], key.Value);
        return read.ToString() == text ? Decoded<NoteKey>.Of(read) : Decoded<NoteKey>.Fail(DecodeFault.BadValue, "note key: another key id, or not its one spelling");
    }

    /// <summary>Whether a text can name a key: 1 to 200 printable ASCII characters, no space, no plus. (C2SP has all of Unicode.)</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= NameCharacters && name.All(c => c is > ' ' and <= '~' and not '+');

    /// <summary>Whether a line says that it is of this key.</summary>
    public bool Names(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;
}
