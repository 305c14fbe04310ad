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
                if (Entry(entries[i]) is { } failure)
                    failures.Add(failure);
                else
                    faults.Add($"{path}: entry {i} needs id, reason, issue (texts) and until (YYYY-MM-DD)");
            faults.AddRange(failures.GroupBy(failure => failure.Id).Where(group => group.Count() > 1).Select(group => $"{path}: {group.Key} twice"));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path}: {e.Message}");
        }
        return (failures.ToImmutable(), faults);
    }

    private static ExpectedFailure? Entry(JsonNode? entry) =>
        entry is JsonObject members && Text(members, "id") is { } id && Text(members, "reason") is { } reason && Text(members, "issue") is { } issue
        && DateOnly.TryParseExact(Text(members, "until"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? new ExpectedFailure(id, reason, issue, until)
            : null;

    private static string? Text(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
