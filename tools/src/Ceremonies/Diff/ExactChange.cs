using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Federation.Ceremonies.Diff;

/// <summary>One value that differs between two JSON documents.</summary>
/// <param name="Path">Where, for example <c>registry.json regions[310000].territory.prefixes[0]</c>.</param>
/// <param name="Before">The value in force, or null where there is none.</param>
/// <param name="After">The value proposed, or null where it goes.</param>
public sealed record ExactChange(string Path, string? Before, string? After)
{
    private static readonly string[] Names = ["code", "id", "thumbprint", "keyId", "name"];

    /// <summary>Every leaf in which two files differ; a file that is no JSON counts as one leaf.</summary>
    public static IEnumerable<ExactChange> Between(string file, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte>? after) => Between(file + " ", Read(before), Read(after));

    /// <summary>The same for what two metadata files sign: their canonical form is no JSON text where keys have line ends.</summary>
    public static IEnumerable<ExactChange> BetweenSigned(string role, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte> after) =>
        Between(role + " ", (Read(before) as JsonObject)?["signed"], (Read(after) as JsonObject)?["signed"]);

    private static JsonNode? Read(ReadOnlyMemory<byte>? file) => file is not { } bytes ? null
        : CanonicalJson.Parse(bytes.Span, Limits.MetadataBytes) is { Ok: true } json ? json.Value : JsonValue.Create(Convert.ToBase64String(bytes.Span));

    private static IEnumerable<ExactChange> Between(string path, JsonNode? before, JsonNode? after)
    {
        var (old, next) = (Members(before), Members(after));
        if (old is null && next is null) return Text(before) == Text(after) ? [] : [new(path, Text(before), Text(after))];
        if ((old is null && before is not null) || (next is null && after is not null)) return [new(path, before?.ToJsonString(), after?.ToJsonString())];
        return (old ?? []).Keys.Union((next ?? []).Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(name => Between(path + (name[0] == '[' || path[^1] == ' ' ? name : "." + name), old?.GetValueOrDefault(name), next?.GetValueOrDefault(name)));
    }

    // An array of records is taken by the records' names, so that one added in the middle is one change.
    private static Dictionary<string, JsonNode?>? Members(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } json => json.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        JsonArray { Count: > 0 } array => Named(array) ?? array.Select((item, i) => (Key: $"[{i}]", Item: item)).ToDictionary(pair => pair.Key, pair => pair.Item, StringComparer.Ordinal),
        _ => null,
    };

    private static Dictionary<string, JsonNode?>? Named(JsonArray array)
    {
        foreach (var name in Names)
        {
            var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
            if (array.All(item => item is JsonObject record && record[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && named.TryAdd($"[{value.GetValue<string>()}]", item)))
                return named;
        }

        return null;
    }

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}
