using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Conformance.Tests;

/// <summary>What a JSON value lacks by a schema of the few keywords that <c>results.schema.json</c> uses.</summary>
internal static class SchemaCheck
{
    /// <summary>A line for each thing that is wrong.</summary>
    internal static IEnumerable<string> Run(JsonNode? value, JsonNode schema, string path = "$")
    {
        if (schema["const"] is { } constant && !JsonNode.DeepEquals(value, constant))
            yield return $"{path} is not {constant}";
        if (schema["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(value, choice)))
            yield return $"{path} is none of its words";
        if (schema["type"] is { } type && !(type is JsonArray types ? types.Select(one => (string)one!) : [(string)type!]).Contains(TypeOf(value), StringComparer.Ordinal))
            yield return $"{path} is {TypeOf(value)}";
        if (schema["pattern"] is { } pattern && !Regex.IsMatch((string?)value ?? string.Empty, (string)pattern!, RegexOptions.None, TimeSpan.FromSeconds(1)))
            yield return $"{path} has another form";
        var properties = schema["properties"] as JsonObject;
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => value is JsonObject there && !there.ContainsKey(name)))
            yield return $"{path}.{name} is missing";
        if (value is JsonObject members && properties is not null)
            foreach (var found in members.SelectMany(member => properties[member.Key] is { } inner ? Run(member.Value, inner, $"{path}.{member.Key}") : [$"{path}.{member.Key} is not named"]))
                yield return found;
        if (value is JsonArray items && schema["items"] is { } item)
            foreach (var found in items.SelectMany((one, i) => Run(one, item, $"{path}[{i}]")))
                yield return found;
    }

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        _ when value.GetValueKind() is System.Text.Json.JsonValueKind.String => "string",
        _ => "integer",
    };
}
