using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Adapters;

/// <summary>What an adapter says to a question (ADAPTER.md §2).</summary>
/// <param name="Verdict">accept, reject, unsupported or error.</param>
/// <param name="Reason">A name of a closed list of SPEC.md, or null.</param>
/// <param name="Detail">Free text, for people.</param>
/// <param name="Evidence">What an accept rests on.</param>
/// <param name="Line">The whole line.</param>
public sealed record Answer(string Verdict, string? Reason, string Detail, JsonObject? Evidence, JsonObject Line)
{
    private static readonly string[] Verdicts = ["accept", "reject", "unsupported", "error"];

    /// <summary>Whether what was asked for holds.</summary>
    public bool Accepts => Verdict == "accept";

    /// <summary>Reads a line, or says why it is no answer to the question of this number.</summary>
    public static (Answer? Answer, string Fault) Read(string line, int id)
    {
        JsonObject? read;
        try
        {
            read = JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }) as JsonObject;
            if (read is null)
                return (null, "the answer is no JSON object");
            if (!IsText(read))
                return (null, "the answer holds half of a surrogate pair");
            if (read["id"] is not JsonValue given || !given.TryGetValue<int>(out var number) || number != id)
                return (null, $"the answer's id is not {id}");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return (null, $"the answer is no JSON: {e.Message}");
        }
        return Text(read, "verdict") is { } verdict && Verdicts.Contains(verdict, StringComparer.Ordinal)
            ? (new Answer(verdict, Text(read, "reason"), Text(read, "detail") ?? string.Empty, read["evidence"] as JsonObject, read), string.Empty)
            : (null, "the answer has no verdict");
    }

    // A reader of JSON finds such a half only when the text is asked for.
    private static bool IsText(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject members => members.All(member => IsText(member.Value)),
                JsonArray items => items.All(IsText),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => value.TryGetValue<string>(out _),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Text(JsonObject line, string name) => line[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
