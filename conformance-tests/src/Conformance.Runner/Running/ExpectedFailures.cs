using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Cases;

namespace Conformance.Running;

/// <summary>The file of failures that are known: a JSON array of {id, reason, issue, until}.</summary>
internal static class ExpectedFailures
{
    /// <summary>Reads it; every fault at once.</summary>
    /// <param name="path">The file, or null for none.</param>
    public static (ImmutableArray<ExpectedFailure> Failures, IReadOnlyList<string> Faults) Read(string? path)
    {
        if (path is null)
            return ([], []);
        var failures = ImmutableArray.CreateBuilder<ExpectedFailure>();
        var faults = new List<string>();
        try
        {
            if (JsonNode.Parse(File.ReadAllBytes(path)) is not JsonArray entries)
                return ([], [$"{path}: not an array"]);
            for (var i = 0; i < entries.Count; i++)
            {
                var (failure, lacks) = Entry(entries[i]);
                if (failure is not null)
                    failures.Add(failure);
                else
                    faults.Add($"{path}: {(entries[i] is JsonObject members && Text(members, "id") is { } id ? PlainLine.Of(id) : $"entry {i + 1}")}: {lacks}");
            }
            faults.AddRange(failures.GroupBy(failure => failure.Id).Where(group => group.Count() > 1).Select(group => $"{path}: {PlainLine.Of(group.Key)} twice"));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path}: {e.Message}");
        }
        return (failures.ToImmutable(), faults);
    }

    private static (ExpectedFailure? Failure, string Lacks) Entry(JsonNode? entry)
    {
        if (entry is not JsonObject members)
            return (null, "no object");
        foreach (var name in new[] { "id", "reason", "issue", "until" })
            if (Text(members, name) is null)
                return (null, $"{name} is no text");
        return DateOnly.TryParseExact(Text(members, "until"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? (new ExpectedFailure(Text(members, "id")!, Text(members, "reason")!, Text(members, "issue")!, until), string.Empty)
            : (null, "until is no day (YYYY-MM-DD)");
    }

    private static string? Text(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
