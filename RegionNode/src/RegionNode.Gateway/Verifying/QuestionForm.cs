using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text.Json;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Guarding;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// The one way from what a caller wrote, in whichever protocol, to a <see cref="VerifyQuestion"/>: SPEC.md §8.7. Never throws for
/// what a caller sends.
/// </summary>
internal static class QuestionForm
{
    /// <summary>The longest text of a code.</summary>
    public const int CodeCharacters = 8 * 1024;

    /// <summary>What is said of a challenge beside a DeviceResponse.</summary>
    public const string ChallengesAreForCodes = "challenge and nonce are for codes: a DeviceResponse answers its transcript alone";

    /// <summary>The question of one JSON object, or the refusal with its detail.</summary>
    public static ReadQuestion Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Of(JsonSerializer.Deserialize(json, VerifyBodyJson.Default.VerifyBody));
        }
        catch (JsonException e)
        {
            return NotJson(e);
        }
    }

    /// <summary>What is said of bytes that are not the JSON of <see cref="VerifyBody"/>.</summary>
    public static ReadQuestion NotJson(JsonException e) =>
        ReadQuestion.No(Refusal.Malformed, $"not the documented JSON, at line {e.LineNumber}, byte {e.BytePositionInLine}");

    /// <summary>The question of a body, or the refusal with its detail.</summary>
    public static ReadQuestion Of(VerifyBody? body)
    {
        if (body is null) return ReadQuestion.No(Refusal.Malformed, "the body is null");
        var (presentation, transcript, nonce) = (Bytes(body.Presentation), Bytes(body.Transcript), UrlBytes(body.Nonce));
        if (body.Presentation is not null && presentation is null) return ReadQuestion.No(Refusal.Malformed, "presentation must be base64");
        if (body.Transcript is not null && transcript is null) return ReadQuestion.No(Refusal.Malformed, "transcript must be base64");
        if (body.Nonce is not null && nonce is null) return ReadQuestion.No(Refusal.Malformed, "nonce must be base64url");
        return Checked(new QuestionParts
        {
            Presentation = presentation,
            QrText = body.Qr,
            Reference = body.Reference,
            Transcript = transcript,
            Challenge = body.Challenge,
            Nonce = nonce,
            Acceptor = body.Acceptor,
            Purpose = body.Purpose,
            Live = body.Live,
            Profile = body.Profile,
        });
    }

    /// <summary>The question of its parts, or the refusal with its detail.</summary>
    public static ReadQuestion Checked(QuestionParts parts)
    {
        if (Fault(parts) is var (refusal, detail)) return ReadQuestion.No(refusal, detail);
        if (Named<Purpose>(parts.Purpose) is not { } use) return ReadQuestion.No(Refusal.Malformed, "purpose must be " + Names<Purpose>());
        if (Named<VerificationProfile>(parts.Profile ?? "strict") is not { } how) return ReadQuestion.No(Refusal.Malformed, "profile must be " + Names<VerificationProfile>());
        return ReadQuestion.Yes(new VerifyQuestion
        {
            Presentation = parts.Presentation,
            QrText = parts.QrText,
            Reference = parts.Reference,
            Transcript = OrNull(parts.Transcript),
            GivenChallenge = parts.Challenge,
            Challenge = OrNull(parts.Nonce ?? UrlBytes(parts.Challenge)),
            Acceptor = parts.Acceptor!,
            Purpose = use,
            Live = parts.Live,
            Profile = how,
        });
    }

    /// <summary>The bytes of a base64 text; null for no text and for what is no base64.</summary>
    public static byte[]? Bytes(string? base64)
    {
        if (base64 is null) return null;
        var bytes = new byte[base64.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[]? UrlBytes(string? text) => text is not null && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    // Not by a conditional expression: in it null would become an empty array's memory.
    private static ReadOnlyMemory<byte>? OrNull(byte[]? bytes)
    {
        if (bytes is null) return null;
        return new ReadOnlyMemory<byte>(bytes);
    }

    private static (Refusal, string)? Fault(QuestionParts parts) =>
        (parts.Presentation is null ? 0 : 1) + (parts.QrText is null ? 0 : 1) + (parts.Reference is null ? 0 : 1) != 1 ? Malformed("exactly one of presentation, qr and reference is wanted")
        : parts.Presentation?.Length > Limits.PresentationBytes ? (Refusal.TooLarge, $"presentation: more than {Limits.PresentationBytes} bytes")
        : parts.QrText?.Length > CodeCharacters ? (Refusal.TooLarge, $"qr: more than {CodeCharacters} characters")
        : parts.Transcript?.Length > BodyLimits.Transcript ? (Refusal.TooLarge, $"transcript: more than {BodyLimits.Transcript} bytes")
        : parts.Reference is { } reference && !Reference.IsOne(reference) ? Malformed("reference must be one that was given here")
        : parts is { Presentation: not null } and ({ Challenge: not null } or { Nonce: not null }) ? Malformed(ChallengesAreForCodes)
        : parts is { Challenge: not null, Nonce: not null } ? Malformed("challenge and nonce exclude each other")
        : parts.Challenge is { } challenge && !Reference.IsOne(challenge) ? Malformed("challenge must be one that was given here; for another there is nonce")
        : parts.Nonce is { } nonce && !QrText.IsChallenge(nonce) ? Malformed($"nonce must have {QrText.ShortestChallenge} to {QrText.LongestChallenge} bytes")
        : !RegionCode.IsValid(parts.Acceptor) ? Malformed("acceptor must be six digits")
        : null;

    private static (Refusal, string) Malformed(string detail) => (Refusal.Malformed, detail);

    // Lower case only, and a name only: Enum.TryParse alone would take "0" and "Roadside, Rental".
    private static T? Named<T>(string? name) where T : struct, Enum => name is not null && Words<T>.All.TryGetValue(name, out var value) ? value : null;

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Lower));

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static class Words<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> All = Enum.GetValues<T>().ToFrozenDictionary(Lower, StringComparer.Ordinal);
    }
}
