using System.Collections.Immutable;
using Conformance.Adapters;
using Conformance.Cases;

namespace Conformance.Running;

/// <summary>Why a profile is not passed (ADAPTER.md §5).</summary>
internal static class Objections
{
    /// <summary>A line for each; none: the profile is passed.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="adapter">Who answered.</param>
    /// <param name="results">Its cases.</param>
    /// <param name="expected">Failures that are known.</param>
    /// <param name="today">The day of the run.</param>
    public static ImmutableArray<string> Of(
        Profile profile, AdapterIdentity adapter, ImmutableArray<CaseResult> results, ImmutableArray<ExpectedFailure> expected, DateOnly today)
    {
        var known = expected.ToDictionary(failure => failure.Id, StringComparer.Ordinal);
        var left = Catalogue.All.Where(profile.Takes).Select(found => found.Id).Except(results.Select(result => result.Case.Id), StringComparer.Ordinal).Count();
        return
        [
            .. adapter.Sha256 == ProgramDigest.OfNothing ? ["no word of the command line is a file: nothing names the program"] : Array.Empty<string>(),
            .. left > 0 ? [$"{left} cases of the profile were not played"] : Array.Empty<string>(),
            .. profile.Needs.Except(adapter.Features, StringComparer.Ordinal).Select(feature => $"the profile needs {feature}"),
            .. expected.Where(failure => failure.Until > today.AddYears(1)).Select(failure => $"{failure.Id}: expected for more than a year"),
            .. expected.Where(failure => results.All(result => result.Case.Id != failure.Id)).Select(failure => $"{failure.Id}: expected to fail, and no case of the run"),
            .. results.Select(result => Objection(profile, adapter, result, known.GetValueOrDefault(result.Case.Id), today)).OfType<string>(),
            .. results.Any(result => result.Outcome is Outcome.Pass or Outcome.NonStrict) ? [] : new[] { "no case passed" },
        ];
    }

    private static string? Objection(Profile profile, AdapterIdentity adapter, CaseResult result, ExpectedFailure? known, DateOnly today) => result.Outcome switch
    {
        Outcome.Pass or Outcome.NonStrict => known is null ? null : $"{result.Case.Id}: passes although it was expected to fail ({known.Issue})",
        Outcome.Unsupported when known is not null && known.Until < today => $"{result.Case.Id}: UNSUPPORTED, expected until {known.Until:yyyy-MM-dd} only",
        // A feature that the profile leaves open may be missing; one that the adapter has, or must have, may not.
        Outcome.Unsupported when result.Case.Features.Any(feature => !adapter.Features.Contains(feature, StringComparer.Ordinal) && !profile.Needs.Contains(feature, StringComparer.Ordinal)) => null,
        _ when known is null => $"{result.Case.Id}: {result.Outcome.Word()}",
        _ when known.Until < today => $"{result.Case.Id}: {result.Outcome.Word()}, expected until {known.Until:yyyy-MM-dd} only",
        _ => null,
    };
}
