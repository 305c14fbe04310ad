using System.Text.Json;
using Microsoft.Net.Http.Headers;
using RegionNode.Gateway.Guarding;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// Reads a <see cref="VerifyQuestion"/> from a request: JSON, or the presentation itself as
/// <c>application/cbor</c> with the rest in the query. Never throws for what a caller sends.
/// </summary>
internal static class QuestionReader
{
    /// <summary>The JSON media type.</summary>
    public const string Json = "application/json";

    /// <summary>The media type of a bare DeviceResponse.</summary>
    public const string Cbor = "application/cbor";

    /// <summary>The question, or the refusal with its detail.</summary>
    public static async Task<ReadQuestion> Read(HttpRequest request, CancellationToken cancel)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        try
        {
            return type switch
            {
                _ when string.Equals(type, Json, StringComparison.OrdinalIgnoreCase) => await ReadJson(request, cancel),
                _ when string.Equals(type, Cbor, StringComparison.OrdinalIgnoreCase) => await ReadCbor(request, cancel),
                _ => ReadQuestion.No(Refusal.UnsupportedMediaType, $"send {Json} or {Cbor}"),
            };
        }
        catch (JsonException e)
        {
            return ReadQuestion.No(Refusal.Malformed, $"not the documented JSON, at line {e.LineNumber}, byte {e.BytePositionInLine}");
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ReadQuestion.No(Refusal.TooLarge, $"more than {BodyLimits.VerifyRequest} bytes")
                : ReadQuestion.No(Refusal.Malformed, "the body ended early");
        }
    }

    private static async Task<ReadQuestion> ReadJson(HttpRequest request, CancellationToken cancel)
    {
        var body = await JsonSerializer.DeserializeAsync(request.Body, VerifyBodyJson.Default.VerifyBody, cancel);
        if (body is null) return ReadQuestion.No(Refusal.Malformed, "the body is null");
        if (Bytes(body.Presentation) is not { } presentation) return ReadQuestion.No(Refusal.Malformed, "presentation must be base64");
        var transcript = Bytes(body.Transcript);
        if (body.Transcript is not null && transcript is null) return ReadQuestion.No(Refusal.Malformed, "transcript must be base64");
        return Checked(presentation, transcript, body.Acceptor, body.Purpose, body.Live, body.Profile);
    }

    private static async Task<ReadQuestion> ReadCbor(HttpRequest request, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancel);
        var query = request.Query;
        string? One(string name) => query.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
        var transcript = Bytes(One("transcript"));
        if (query.ContainsKey("transcript") && transcript is null) return ReadQuestion.No(Refusal.Malformed, "transcript must be base64");
        var live = One("live");
        if (live is not (null or "true" or "false")) return ReadQuestion.No(Refusal.Malformed, "live must be true or false");
        return Checked(bytes.ToArray(), transcript, One("acceptor"), One("purpose"), live == "true", One("profile"));
    }

    private static ReadQuestion Checked(
        byte[] presentation, byte[]? transcript, string? acceptor, string? purpose, bool live, string? profile)
    {
        if (presentation.Length > Limits.PresentationBytes) return ReadQuestion.No(Refusal.TooLarge, $"presentation: more than {Limits.PresentationBytes} bytes");
        if (transcript?.Length > BodyLimits.Transcript) return ReadQuestion.No(Refusal.TooLarge, $"transcript: more than {BodyLimits.Transcript} bytes");
        if (!RegionCode.IsValid(acceptor)) return ReadQuestion.No(Refusal.Malformed, "acceptor must be six digits");
        if (Named<Purpose>(purpose) is not { } use) return ReadQuestion.No(Refusal.Malformed, "purpose must be " + Names<Purpose>());
        if (Named<VerificationProfile>(profile ?? "strict") is not { } how) return ReadQuestion.No(Refusal.Malformed, "profile must be " + Names<VerificationProfile>());
        return ReadQuestion.Yes(new VerifyQuestion
        {
            Presentation = presentation,
            Transcript = transcript is null ? null : new ReadOnlyMemory<byte>(transcript), // A null array would convert to empty bytes.
            Acceptor = acceptor!,
            Purpose = use,
            Live = live,
            Profile = how,
        });
    }

    // Lower case only, and a name only: Enum.TryParse alone would take "0" and "Roadside, Rental".
    private static T? Named<T>(string? name) where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Lower(value!.Value) == name);

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Lower));

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static byte[]? Bytes(string? base64)
    {
        if (base64 is null) return null;
        var bytes = new byte[base64.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}

/// <summary>A question, or why there is none.</summary>
internal readonly record struct ReadQuestion(VerifyQuestion? Question, Refusal? Refusal, string Detail)
{
    /// <summary>Well formed.</summary>
    public static ReadQuestion Yes(VerifyQuestion question) => new(question, null, "");

    /// <summary>Not well formed.</summary>
    public static ReadQuestion No(Refusal refusal, string detail) => new(null, refusal, detail);
}
