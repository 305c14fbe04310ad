using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace RegionNode.Issuer.Holders;

/// <summary>What became of a nonce.</summary>
internal enum NonceState
{
    /// <summary>Ours, in its life, now spent.</summary>
    Spent,

    /// <summary>Not ours (or of an earlier run of the node), or too old.</summary>
    Unknown,

    /// <summary>Was spent before.</summary>
    Replayed,

    /// <summary>Too many nonces are being spent; try again.</summary>
    Full,
}

/// <summary>
/// Nonces of one run of the node: each counts once, for two minutes. A nonce carries its own time under a key that this
/// run made, so giving one out costs no memory and nobody can fill a table by asking; only spent ones are remembered,
/// at most <see cref="MaxSpent"/>, until they would be too old anyway.
/// </summary>
internal sealed class Nonces(TimeProvider clock)
{
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
    internal const int MaxSpent = 100_000;
    private const int RandomBytes = 16;
    private const int TimeBytes = 8;
    private const int MacBytes = 16;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock gate = new();
    private readonly HashSet<string> spent = new(StringComparer.Ordinal);
    private readonly Queue<(string Nonce, long At)> order = new();

    internal string New()
    {
        Span<byte> nonce = stackalloc byte[RandomBytes + TimeBytes + MacBytes];
        RandomNumberGenerator.Fill(nonce[..RandomBytes]);
        BinaryPrimitives.WriteInt64BigEndian(nonce[RandomBytes..], clock.GetTimestamp());
        Mac(nonce[..^MacBytes]).CopyTo(nonce[^MacBytes..]);
        return Base64Url.EncodeToString(nonce);
    }

    /// <summary>Whether the nonce is ours and in its life. Does not spend it.</summary>
    internal bool IsFresh(string text)
    {
        Span<byte> nonce = stackalloc byte[RandomBytes + TimeBytes + MacBytes];
        if (text.Length != Base64Url.GetEncodedLength(nonce.Length) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, nonce, out var written) || written != nonce.Length
            || Base64Url.EncodeToString(nonce) != text // One spelling, or a nonce could be spent twice.
            || !CryptographicOperations.FixedTimeEquals(Mac(nonce[..^MacBytes]), nonce[^MacBytes..]))
            return false;
        return IsYoung(BinaryPrimitives.ReadInt64BigEndian(nonce[RandomBytes..]));
    }

    internal NonceState Spend(string text)
    {
        if (!IsFresh(text))
            return NonceState.Unknown;
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && !IsYoung(oldest.At))
                spent.Remove(order.Dequeue().Nonce);
            if (spent.Contains(text))
                return NonceState.Replayed;
            if (spent.Count >= MaxSpent)
                return NonceState.Full;
            spent.Add(text);
            order.Enqueue((text, clock.GetTimestamp()));
            return NonceState.Spent;
        }
    }

    private bool IsYoung(long timestamp) => clock.GetElapsedTime(timestamp) < Life;

    private ReadOnlySpan<byte> Mac(ReadOnlySpan<byte> content) => HMACSHA256.HashData(key, content).AsSpan(0, MacBytes);
}
