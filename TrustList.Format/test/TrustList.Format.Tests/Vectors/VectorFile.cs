using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustList.Format.Tests.Vectors;

/// <summary>A file of vectors, written the same each time: one line a vector, so that a difference shows which.</summary>
internal static class VectorFile
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(string about, IEnumerable<JsonObject> vectors, params IEnumerable<(string Name, JsonNode Value)> shared) =>
        "{\n" + $"\"about\": {JsonSerializer.Serialize(about, Plain)},\n"
        + string.Concat(shared.Select(member => $"\"{member.Name}\": {member.Value.ToJsonString(Plain)},\n"))
        + "\"vectors\": [\n" + string.Join(",\n", vectors.Select(vector => vector.ToJsonString(Plain))) + "\n]\n}\n";

    public static string Base64(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span);

    /// <summary>One vector: what is given, then the fault that is met or what is said.</summary>
    /// <exception cref="InvalidOperationException">The code answers otherwise than it must.</exception>
    public static JsonObject Vector(string name, JsonObject given, string? wanted, string? fault, Func<JsonObject> says)
    {
        if (fault != wanted)
            throw new InvalidOperationException($"{name}: {fault ?? "accepted"}, not {wanted ?? "accepted"}");
        var vector = new JsonObject { ["name"] = name };
        foreach (var (member, value) in given.ToList())
            vector[member] = value?.DeepClone();
        vector["fault"] = fault;
        if (fault is null)
            vector["says"] = says();
        return vector;
    }
}
