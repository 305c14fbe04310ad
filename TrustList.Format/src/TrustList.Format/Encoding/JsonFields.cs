using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustList.Format.Encoding;

/// <summary>
/// Reads typed members out of a parsed object. The first fault of an object and its children is kept; every later
/// read returns a harmless default, so that a reader is one constructor call closed by <see cref="Finish"/>.
/// </summary>
public sealed class JsonFields
{
    private readonly JsonObject source;
    private readonly string where;
    private readonly FirstFault first;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private JsonFields(JsonObject source, string where, FirstFault first)
        => (this.source, this.where, this.first) = (source, where, first);

    /// <summary>Whether a fault has been met, here or in any object that shares this root.</summary>
    public bool Failed => first.Kind is not null;

    /// <summary>Starts at an object.</summary>
    /// <param name="source">The object, already parsed strictly.</param>
    /// <param name="where">Its name in fault details.</param>
    public static JsonFields Of(JsonObject source, string where = "") => new(source, where, new FirstFault());

    /// <summary>Whether the member stands there and is not null.</summary>
    public bool Has(string name) => source[name] is not null;

    /// <summary>A required string of 1 to <paramref name="maxLength"/> characters.</summary>
    public string Text(string name, int maxLength = Limits.JsonStringCharacters)
    {
        var text = AnyText(name);
        if (!Failed && (text.Length == 0 || text.Length > maxLength))
            Refuse(DecodeFault.BadValue, $"{where}{name}: 1 to {maxLength} characters");
        return text;
    }

    /// <summary>A required string of any length, also none.</summary>
    public string AnyText(string name)
    {
        if (!TryGet(name, out var node))
            return string.Empty;
        if (node.GetValueKind() == JsonValueKind.String)
            return node.GetValue<string>();
        Refuse(DecodeFault.WrongType, $"{where}{name}: string expected");
        return string.Empty;
    }

    /// <summary>As <see cref="Text"/>, or null where the member is absent.</summary>
    public string? OptionalText(string name, int maxLength = Limits.JsonStringCharacters)
        => Present(name) ? Text(name, maxLength) : null;

    /// <summary>A required integer between two bounds, both included.</summary>
    public long Integer(string name, long min = 0, long max = long.MaxValue)
    {
        if (!TryGet(name, out var node))
            return 0;
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number || !value.TryGetValue(out long number))
            Refuse(DecodeFault.WrongType, $"{where}{name}: integer expected");
        else if (number < min || number > max)
            Refuse(DecodeFault.BadValue, $"{where}{name}: {min} to {max}");
        else
            return number;
        return 0;
    }

    /// <summary>As <see cref="Integer"/>, or null where the member is absent.</summary>
    public long? OptionalInteger(string name, long min = 0, long max = long.MaxValue)
        => Present(name) ? Integer(name, min, max) : null;

    /// <summary>A required boolean.</summary>
    public bool Boolean(string name)
    {
        if (!TryGet(name, out var node))
            return false;
        if (node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return node.GetValueKind() == JsonValueKind.True;
        Refuse(DecodeFault.WrongType, $"{where}{name}: boolean expected");
        return false;
    }

    /// <summary>A required instant in the form of <see cref="Instants"/>.</summary>
    public DateTimeOffset Instant(string name)
    {
        var text = Text(name);
        if (!Instants.TryParse(text, out var instant) && !Failed)
            Refuse(DecodeFault.BadValue, $"{where}{name}: instant like 2020-10-12T00:00:00Z expected");
        return instant;
    }

    /// <summary>As <see cref="Instant"/>, or null where the member is absent.</summary>
    public DateTimeOffset? OptionalInstant(string name) => Present(name) ? Instant(name) : null;

    /// <summary>A required lower-case hex string of exactly <paramref name="bytes"/> bytes.</summary>
    public string Hex(string name, int bytes)
    {
        var text = Text(name);
        if (!Failed && !LowerHex.IsOf(text, bytes))
            Refuse(DecodeFault.BadValue, $"{where}{name}: {bytes} bytes in lower-case hex expected");
        return text;
    }

    /// <summary>Required bytes in standard base64, in its one canonical spelling.</summary>
    public byte[] Base64(string name, int maxBytes)
    {
        var text = Text(name, (maxBytes + 2) / 3 * 4);
        var bytes = new byte[text.Length / 4 * 3];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length <= maxBytes
            && string.Equals(Convert.ToBase64String(bytes, 0, length), text, StringComparison.Ordinal))
            return bytes[..length];
        Refuse(DecodeFault.BadValue, $"{where}{name}: base64 expected");
        return [];
    }

    /// <summary>A required string that must name a member of a closed vocabulary.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> vocabulary)
        where T : struct
    {
        var text = Text(name);
        if (vocabulary.TryGetValue(text, out var value))
            return value;
        Refuse(DecodeFault.BadValue, $"{where}{name}: not a known word");
        return default;
    }

    /// <summary>A required array of strings, each of 1 to <paramref name="maxLength"/> characters.</summary>
    public ImmutableArray<string> Texts(string name, int maxCount, int maxLength = Limits.JsonStringCharacters)
    {
        if (Array(name, maxCount) is not { } items)
            return [];
        var texts = ImmutableArray.CreateBuilder<string>(items.Count);
        foreach (var item in items)
        {
            if (item?.GetValueKind() != JsonValueKind.String || item.GetValue<string>() is not { Length: > 0 } text || text.Length > maxLength)
            {
                Refuse(DecodeFault.BadValue, $"{where}{name}: strings of 1 to {maxLength} characters expected");
                return [];
            }
            texts.Add(text);
        }
        return texts.MoveToImmutable();
    }

    /// <summary>As <see cref="Texts"/>, or null where the member is absent.</summary>
    public ImmutableArray<string>? OptionalTexts(string name, int maxCount, int maxLength = Limits.JsonStringCharacters)
        => Present(name) ? Texts(name, maxCount, maxLength) : null;

    /// <summary>A required child object.</summary>
    public JsonFields Object(string name) => Child(name, TryGet(name, out var node) ? node : null);

    /// <summary>As <see cref="Object"/>, or null where the member is absent.</summary>
    public JsonFields? OptionalObject(string name) => Present(name) ? Object(name) : null;

    /// <summary>A required array of objects, read in order by <paramref name="each"/>.</summary>
    public ImmutableArray<T> Objects<T>(string name, int maxCount, Func<JsonFields, T> each)
    {
        if (Array(name, maxCount) is not { } items)
            return [];
        var values = ImmutableArray.CreateBuilder<T>(items.Count);
        for (var i = 0; i < items.Count && !Failed; i++)
        {
            var child = Child($"{name}[{i}]", items[i]);
            if (!Failed)
                values.Add(each(child));
        }
        return Failed ? [] : values.ToImmutable();
    }

    /// <summary>As <see cref="Objects"/>, or null where the member is absent.</summary>
    public ImmutableArray<T>? OptionalObjects<T>(string name, int maxCount, Func<JsonFields, T> each)
        => Present(name) ? Objects(name, maxCount, each) : null;

    /// <summary>A required object used as a map: each member's value, itself an object, read by <paramref name="each"/>.</summary>
    public Dictionary<string, T> Map<T>(string name, int maxCount, Func<string, JsonFields, T> each)
        => Object(name).Members(maxCount, each);

    /// <summary>All members of this object as a map of objects.</summary>
    public Dictionary<string, T> Members<T>(int maxCount, Func<string, JsonFields, T> each)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        if (source.Count > maxCount)
            Refuse(DecodeFault.TooMany, $"{where}at most {maxCount} members");
        foreach (var (member, node) in source)
        {
            if (Failed)
                break;
            read.Add(member);
            var child = Child(Printable.Of(member), node);
            if (!Failed)
                values[member] = each(member, child);
        }
        return values;
    }

    /// <summary>The names of all members, in the order they stand.</summary>
    public IEnumerable<string> Names => source.Select(m => m.Key);

    /// <summary>The object itself, for what has no typed reader here. Treat it as read-only.</summary>
    public JsonObject Source => source;

    /// <summary>Refuses members that were not read: for closed documents.</summary>
    public void NoOthers()
    {
        foreach (var (member, _) in source)
        {
            if (!read.Contains(member))
                Refuse(DecodeFault.BadValue, $"{where}{Printable.Of(member)}: not a member of this document");
        }
    }

    /// <summary>Records a fault found by the caller; only the first is kept.</summary>
    public void Refuse(DecodeFault fault, string detail)
    {
        if (first.Kind is null)
            (first.Kind, first.Detail) = (fault, detail);
    }

    /// <summary>The value if no fault was met, else the first fault.</summary>
    public Decoded<T> Finish<T>(T value)
        => first.Kind is { } fault ? Decoded<T>.Fail(fault, first.Detail) : Decoded<T>.Of(value);

    private bool Present(string name)
    {
        read.Add(name);
        return source.ContainsKey(name);
    }

    private JsonFields Child(string name, JsonNode? node)
    {
        if (node is null)
            Refuse(DecodeFault.MissingField, $"{where}{name}");
        else if (node is not JsonObject)
            Refuse(DecodeFault.WrongType, $"{where}{name}: object expected");
        return new JsonFields(node as JsonObject ?? [], $"{where}{name}.", first);
    }

    private JsonArray? Array(string name, int maxCount)
    {
        if (!TryGet(name, out var node))
            return null;
        if (node is not JsonArray items)
            Refuse(DecodeFault.WrongType, $"{where}{name}: array expected");
        else if (items.Count > maxCount)
            Refuse(DecodeFault.TooMany, $"{where}{name}: at most {maxCount}");
        else
            return items;
        return null;
    }

    private bool TryGet(string name, out JsonNode node)
    {
        read.Add(name);
        node = source[name]!;
        if (node is null)
            Refuse(DecodeFault.MissingField, $"{where}{name}");
        return node is not null;
    }

    private sealed class FirstFault
    {
        public DecodeFault? Kind { get; set; }
        public string Detail { get; set; } = string.Empty;
    }
}
