using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>The pieces of JSON that the registry documents share (SPEC.md §5).</summary>
internal static class RegistryParts
{
    /// <summary>Reads one closed document: its format marker, its members and no others, then its own checks.</summary>
    internal static Decoded<T> Read<T>(
        ReadOnlySpan<byte> utf8, string format, Func<JsonFields, T> members, Func<T, RegistryRefusal?> check,
        int maxBytes = Limits.TargetFileBytes, int maxItems = Limits.JsonItems)
    {
        var parsed = CanonicalJson.Parse(utf8, maxBytes, maxItems);
        if (!parsed.Ok)
            return parsed.As<T>();
        var fields = JsonFields.Of(parsed.Value);
        if (fields.Text("format") != format)
            fields.Refuse(DecodeFault.BadValue, $"format: {format} expected");
        var document = members(fields);
        fields.NoOthers();
        return fields.Finish(document).Then(read =>
            check(read) is { } refusal ? Decoded<T>.Fail(DecodeFault.BadValue, refusal.ToString()) : Decoded<T>.Of(read));
    }

    /// <summary>Reads one object and refuses members that its reader did not ask for.</summary>
    internal static T Closed<T>(JsonFields fields, Func<JsonFields, T> members)
    {
        var value = members(fields);
        fields.NoOthers();
        return value;
    }

    internal static ImmutableArray<StateChange<TState>> History<TState>(JsonFields fields)
        where TState : struct, Enum =>
        fields.Objects("history", Limits.HistoryEntries, entry => Closed(entry, step => new StateChange<TState>(
            step.Choice("state", Words<TState>.All), step.Instant("since"), step.Text("reason", 500))));

    internal static JsonArray Write<TState>(ImmutableArray<StateChange<TState>> history)
        where TState : struct, Enum =>
        new([.. history.Select(step => new JsonObject
        {
            ["state"] = Words<TState>.Of(step.State),
            ["since"] = Instants.Format(step.Since),
            ["reason"] = step.Reason,
        })]);

    internal static JsonArray Write(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    internal static JsonObject Name(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };

    /// <summary>The form of an id that people choose: 1 to 64 of a-z, 0-9 and hyphen; the length is the reader's to check.</summary>
    internal static bool IsId(string id) => id.Length is >= 1 and <= 64 && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    internal static WrittenReason Reason(JsonFields fields) => new(fields.Text("zh", 500), fields.Text("en", 500));

    internal static JsonObject Write(WrittenReason reason) => Name(reason.Zh, reason.En);

    internal static string Base64(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span);

    /// <summary>The purposes that a list names.</summary>
    internal static ImmutableArray<Purpose> Purposes(JsonFields fields, string name)
    {
        var words = fields.Texts(name, Words<Purpose>.All.Count);
        var purposes = ImmutableArray.CreateBuilder<Purpose>(words.Length);
        foreach (var word in words)
        {
            if (Words<Purpose>.All.TryGetValue(word, out var purpose))
                purposes.Add(purpose);
            else
                fields.Refuse(DecodeFault.BadValue, $"{name}: not a known word");
        }
        return purposes.ToImmutable();
    }

    /// <summary>One value for every member of a closed vocabulary, none missing.</summary>
    internal static ImmutableDictionary<TKey, TValue> ForEach<TKey, TValue>(JsonFields fields, Func<JsonFields, string, TValue> each)
        where TKey : struct, Enum =>
        Closed(fields, map => Words<TKey>.All.ToImmutableDictionary(word => word.Value, word => each(map, word.Key)));

    internal static JsonObject Write<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> map, Func<TValue, JsonNode> each)
        where TKey : struct, Enum =>
        [.. map.Select(entry => KeyValuePair.Create(Words<TKey>.Of(entry.Key), (JsonNode?)each(entry.Value)))];
}
