using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Conformance.Cases;

/// <summary>What an answer must say. Data, so that a played case can be written down and played again.</summary>
/// <param name="Accept">Whether the verdict must be accept; else reject.</param>
/// <param name="Reasons">Of a rejection: the reasons that the case names; none: any.</param>
/// <param name="Evidence">Of an accept: members that the evidence must hold, with these values.</param>
public sealed record Expectation(bool Accept, ImmutableArray<string> Reasons, JsonObject? Evidence)
{
    /// <summary>Accepted, resting on this.</summary>
    public static Expectation Accepted(JsonObject evidence) => new(true, [], evidence);

    /// <summary>Accepted, where there is nothing that it could rest on (<c>reset</c>, <c>init</c>, <c>restart</c>).</summary>
    public static Expectation Done { get; } = new(true, [], null);

    /// <summary>Rejected, for one of these reasons where the adapter gives any.</summary>
    public static Expectation Rejected(params ReadOnlySpan<string> reasons) => new(false, [.. reasons], null);

    /// <summary>What of the demanded evidence is missing or different in what was given: one line, or null.</summary>
    /// <param name="given">The answer's evidence.</param>
    public string? MissingFrom(JsonObject? given) => Evidence is null ? null : Difference(Evidence, given, "evidence");

    private static string? Difference(JsonNode? wanted, JsonNode? given, string path)
    {
        if (wanted is JsonObject members)
        {
            if (given is not JsonObject there)
                return $"{path} is missing";
            return members.Select(member => Difference(member.Value, there[member.Key], $"{path}.{member.Key}")).FirstOrDefault(found => found is not null);
        }
        return JsonNode.DeepEquals(wanted, given) ? null : $"{path} is {given?.ToJsonString() ?? "missing"}, not {wanted?.ToJsonString() ?? "null"}";
    }
}
