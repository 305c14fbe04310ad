using TrustList.Format.Encoding;

namespace TrustList.Format.Credentials.Qr;

/// <summary>What stands in a QR code: a prefix that says which form it is, and bytes in base45. SPEC.md §6.10 to §6.12.</summary>
public static class QrText
{
    /// <summary>Before a static code: a compact licence alone.</summary>
    public const string StaticPrefix = "CNDL1:";

    /// <summary>Before a dynamic code: a compact licence under the holder's signature.</summary>
    public const string DynamicPrefix = "CNDD1:";

    /// <summary>Before a challenge that a verifier shows to a phone.</summary>
    public const string ChallengePrefix = "CNDC1:";

    /// <summary>The fewest bytes of a challenge.</summary>
    public const int ShortestChallenge = 16;

    /// <summary>The most bytes of a challenge.</summary>
    public const int LongestChallenge = 64;

    /// <summary>How long a dynamic code counts, from the instant that the phone put in it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>How far a phone's clock may be ahead of the verifier's.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>What the holder's signature covers beside the content (the external data of RFC 9052 §4.4), so that no other signature of the device is one.</summary>
    internal static ReadOnlySpan<byte> HolderContext => "federation-qr-1"u8;

    /// <summary>The text for a verifier's challenge.</summary>
    /// <exception cref="ArgumentException">A challenge has 16 to 64 bytes.</exception>
    public static string OfChallenge(ReadOnlySpan<byte> challenge) => IsChallenge(challenge)
        ? Of(ChallengePrefix, challenge)
        : throw new ArgumentException($"A challenge has {ShortestChallenge} to {LongestChallenge} bytes.", nameof(challenge));

    /// <summary>The challenge that a verifier shows.</summary>
    public static Decoded<byte[]> ReadChallenge(string text) =>
        Content(text, ChallengePrefix).Then(bytes => IsChallenge(bytes)
            ? Decoded<byte[]>.Of(bytes)
            : Decoded<byte[]>.Fail(DecodeFault.BadValue, $"a challenge has {ShortestChallenge} to {LongestChallenge} bytes"));

    /// <summary>Whether bytes may be a challenge.</summary>
    public static bool IsChallenge(ReadOnlySpan<byte> challenge) => challenge.Length is >= ShortestChallenge and <= LongestChallenge;

    internal static string Of(string prefix, ReadOnlySpan<byte> content) => prefix + Base45.Encode(content);

    internal static Decoded<byte[]> Content(string text, string prefix)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Limits.QrCharacters)
            return Decoded<byte[]>.Fail(DecodeFault.TooLarge, $"{text.Length} characters, at most {Limits.QrCharacters}");
        return text.StartsWith(prefix, StringComparison.Ordinal)
            ? Base45.Decode(text.AsSpan(prefix.Length))
            : Decoded<byte[]>.Fail(DecodeFault.BadValue, $"the text does not begin with {prefix}");
    }
}
