using System.Text.Json.Nodes;

namespace Demo.Telling;

/// <summary>Reads verdicts, as JSON from a gateway or from trustctl.</summary>
public static class Verdicts
{
    /// <summary>The outcome, such as "Accepted".</summary>
    public static string Outcome(this JsonNode verdict) => verdict["outcome"]?.GetValue<string>() ?? "";

    /// <summary>The deciding reason, or nothing.</summary>
    public static string Reason(this JsonNode verdict) => verdict["reason"]?.GetValue<string>() ?? "";

    /// <summary>The step's end: right when outcome and reason are those the story says, and the clock is named as simulated.</summary>
    public static StepEnd Expect(this JsonNode verdict, string outcome, string reason, string note) => new(
        verdict.Outcome() == outcome && verdict.Reason() == reason && verdict["simulatedClock"]?.GetValue<bool>() == true,
        verdict.Outcome(),
        verdict.Reason(),
        $"{note} Simulated clock {verdict["at"]}.");

    /// <summary>Names of the elements passed on, without namespaces.</summary>
    public static IReadOnlyList<string> Elements(this JsonNode verdict) =>
        [.. verdict["disclosed"]!.AsObject().SelectMany(space => space.Value!.AsObject()).Select(element => element.Key)];

    /// <summary>Names of warnings.</summary>
    public static IReadOnlyList<string> Warnings(this JsonNode verdict) => [.. verdict["warnings"]!.AsArray().Select(warning => warning!["name"]!.GetValue<string>())];
}
