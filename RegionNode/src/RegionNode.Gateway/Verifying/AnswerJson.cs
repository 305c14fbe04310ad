using System.Buffers.Text;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>The JSON form of an answer, SPEC.md §8.7: the verdict's members (§8.6), then the gateway's.</summary>
internal static class AnswerJson
{
    /// <summary>The JSON media type.</summary>
    public const string MediaType = "application/json";

    /// <summary>One object on one line, as UTF-8, for the caller to dispose of. Members in <paramref name="more"/> stand last.</summary>
    public static PooledBytes Write(Answer answer, params ReadOnlySpan<KeyValuePair<string, JsonNode?>> more)
    {
        var (zh, en) = OutcomeText.Of(answer.Decided.Verdict);
        var output = new PooledBytes(RoomFor(answer.Decided.Verdict));
        answer.Decided.Verdict.WriteJson(
            output,
            [
                new("text", new JsonObject { ["zh"] = zh, ["en"] = en }),
                new("freshness", FreshnessOf(answer)),
                new("degraded", new JsonArray([.. answer.Decided.Degraded.Select(word => (JsonNode)word.ToString())])),
                new("liveAssertion", answer.Decided.LiveAssertion is { IsEmpty: false } assertion ? Base64Url.EncodeToString(assertion.Span) : null),
                new("traceId", answer.TraceId),
                .. more,
            ]);
        return output;
    }

    // Once and for all, because a portrait is most of an answer.
    private static int RoomFor(Verdict verdict) =>
        8192 + verdict.Disclosed.Values.Sum(elements => elements.Values.Sum(element => Base64Url.GetEncodedLength(element.Encoded.Length)));

    private static JsonObject? FreshnessOf(Answer answer) => Freshness.Of(answer.Decided.Verdict) is not { } freshness ? null : new JsonObject
    {
        ["source"] = freshness.Source,
        ["asOf"] = Instants.Format(freshness.AsOf),
        ["ageSeconds"] = freshness.AgeSeconds,
    };
}
