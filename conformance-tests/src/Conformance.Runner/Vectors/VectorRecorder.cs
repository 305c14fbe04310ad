using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Testing;

namespace Conformance.Vectors;

/// <summary>Takes down what a case asks. A case in which the hub misbehaves, or the adapter is killed, cannot be taken down.</summary>
internal sealed class VectorRecorder
{
    private readonly JsonArray steps = [];
    private readonly SortedDictionary<string, byte[]> blobs = new(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, byte[]>? served;

    /// <summary>A question, and what the hub serves when it is asked.</summary>
    public void Add(JsonObject question, Expectation expected, HubSimulator? hub)
    {
        var step = new JsonObject();
        if (hub is not null && hub.Served() is var now && (served is null || !now.SequenceEqual(served)))
        {
            served = now;
            step["serve"] = new JsonObject(now.Select(file => KeyValuePair.Create<string, JsonNode?>(file.Key, Keep(file.Value))));
        }
        step["question"] = new JsonObject(question.Select(member => KeyValuePair.Create(member.Key, Place(member.Value, hub))));
        step["expected"] = new JsonObject
        {
            ["accept"] = expected.Accept,
            ["reasons"] = new JsonArray([.. expected.Reasons.Select(reason => JsonValue.Create(reason))]),
            ["evidence"] = expected.Evidence?.DeepClone(),
        };
        steps.Add(step);
    }

    /// <summary>The whole case; null where it cannot be taken down.</summary>
    public Vector? Of(ConformanceCase found) => found.Flags.Contains(CaseFlag.Live) || found.Flags.Contains(CaseFlag.Kills) ? null : new(new JsonObject
    {
        ["format"] = Vector.Format,
        ["id"] = found.Id,
        ["title"] = found.Title,
        ["requirements"] = Texts(found.Requirements),
        ["level"] = found.Level.ToString().ToLowerInvariant(),
        ["severity"] = found.Severity.ToString().ToLowerInvariant(),
        ["features"] = Texts(found.Features),
        ["flags"] = Texts(found.Flags),
        ["since"] = found.Since,
        ["twin"] = found.Twin,
        ["steps"] = steps,
        ["blobs"] = new JsonObject(blobs.Select(blob => KeyValuePair.Create<string, JsonNode?>(blob.Key, Convert.ToBase64String(blob.Value)))),
    });

    private string Keep(byte[] content)
    {
        var name = LowerHex.Of(SHA256.HashData(content));
        blobs[name] = content;
        return name;
    }

    private static JsonNode? Place(JsonNode? value, HubSimulator? hub) =>
        hub is not null && value is JsonValue text && text.TryGetValue<string>(out var word) && word.StartsWith(hub.Url.AbsoluteUri, StringComparison.Ordinal)
            ? Vector.HubWord + word[hub.Url.AbsoluteUri.Length..]
            : value?.DeepClone();

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
