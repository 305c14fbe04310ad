using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RegionNode.Gateway.Verifying.Shown;

/// <summary>The answer of <c>POST /v1/challenges</c>.</summary>
/// <param name="Challenge">For the question's member <c>challenge</c>.</param>
/// <param name="Qr">What the desk shows as a QR code.</param>
/// <param name="ExpiresInSeconds">How long it counts.</param>
/// <param name="ExpiresAt">Until when it counts.</param>
internal sealed record GivenChallenge(string Challenge, string Qr, int ExpiresInSeconds, DateTimeOffset ExpiresAt);

/// <summary>The answer of <c>POST /v1/presentations</c>.</summary>
/// <param name="Reference">For a question's member <c>reference</c>: whoever has it can take the presentation, once.</param>
/// <param name="ExpiresInSeconds">How long it is kept.</param>
/// <param name="ExpiresAt">Until when it is kept.</param>
internal sealed record KeptPresentation(string Reference, int ExpiresInSeconds, DateTimeOffset ExpiresAt);

/// <summary>The JSON body of <c>POST /v1/presentations</c>: exactly one member. Members that are not listed are refused.</summary>
internal sealed record PresentationBody
{
    /// <summary>A CBOR DeviceResponse, base64.</summary>
    public string? Presentation { get; init; }

    /// <summary>The text of a QR code.</summary>
    public string? Qr { get; init; }
}

/// <summary>Reads and writes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 4)]
[JsonSerializable(typeof(GivenChallenge))]
[JsonSerializable(typeof(KeptPresentation))]
[JsonSerializable(typeof(PresentationBody))]
internal sealed partial class KeptJson : JsonSerializerContext;

/// <summary>Answers with what was kept.</summary>
internal static class KeptAnswer
{
    /// <summary>201, and nobody keeps it.</summary>
    public static Task Created<T>(this HttpContext context, T kept, JsonTypeInfo<T> form)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(kept, form, AnswerJson.MediaType, context.RequestAborted);
    }
}
