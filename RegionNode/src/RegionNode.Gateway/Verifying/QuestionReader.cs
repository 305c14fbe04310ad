using System.Text.Json;
using Microsoft.Net.Http.Headers;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// Reads a <see cref="VerifyQuestion"/> from a request: JSON, or the presentation itself as
/// <c>application/cbor</c> with the rest in the query. Never throws for what a caller sends.
/// </summary>
internal static class QuestionReader
{
    /// <summary>The media type of a bare DeviceResponse.</summary>
    public const string Cbor = "application/cbor";

    private const long MostAtOnce = 64 * 1024;

    /// <summary>The question, or the refusal with its detail.</summary>
    public static async Task<ReadQuestion> Read(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return IsOf(request, AnswerJson.MediaType) ? await ReadJson(request, cancel)
                : IsOf(request, Cbor) ? await ReadCbor(request, cancel)
                : ReadQuestion.No(Refusal.UnsupportedMediaType, $"send {AnswerJson.MediaType} or {Cbor}");
        }
        catch (JsonException e)
        {
            return QuestionForm.NotJson(e);
        }
        catch (BadHttpRequestException e)
        {
            return ReadQuestion.No(BodyFault.Of(e, BodyLimits.VerifyRequest));
        }
    }

    /// <summary>Whether the body says that it is of that media type.</summary>
    public static bool IsOf(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The body whole; the endpoint bounds it.</summary>
    /// <exception cref="BadHttpRequestException">It is too large, or ended early.</exception>
    public static async Task<byte[]> All(HttpRequest request, CancellationToken cancel)
    {
        // Of the length that it says, where that is true: no room is made for more than a first part that might not come.
        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, MostAtOnce));
        await request.Body.CopyToAsync(bytes, cancel);
        return bytes.TryGetBuffer(out var whole) && whole.Array!.Length == whole.Count ? whole.Array : bytes.ToArray();
    }

    private static async Task<ReadQuestion> ReadJson(HttpRequest request, CancellationToken cancel) =>
        QuestionForm.Of(await JsonSerializer.DeserializeAsync(request.Body, VerifyBodyJson.Default.VerifyBody, cancel));

    private static async Task<ReadQuestion> ReadCbor(HttpRequest request, CancellationToken cancel)
    {
        var presentation = await All(request, cancel);
        var query = request.Query;
        if (Fault(query) is { } fault) return ReadQuestion.No(Refusal.Malformed, fault);
        string? One(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
        var transcript = QuestionForm.Bytes(One("transcript"));
        if (query.ContainsKey("transcript") && transcript is null) return ReadQuestion.No(Refusal.Malformed, "transcript must be base64");
        var live = One("live");
        if (live is not (null or "true" or "false")) return ReadQuestion.No(Refusal.Malformed, "live must be true or false");
        return QuestionForm.Checked(new QuestionParts
        {
            Presentation = presentation,
            Transcript = transcript,
            Acceptor = One("acceptor"),
            Purpose = One("purpose"),
            Live = live == "true",
            Profile = One("profile"),
        });
    }

    // As strict as the JSON form: what would be passed over is refused.
    private static string? Fault(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (name is "challenge" or "nonce") return QuestionForm.ChallengesAreForCodes;
            if (name is not ("acceptor" or "purpose" or "transcript" or "live" or "profile")) return "the query takes acceptor, purpose, transcript, live and profile alone";
            if (values.Count != 1) return $"{name} stands more than once in the query";
        }

        return null;
    }
}
