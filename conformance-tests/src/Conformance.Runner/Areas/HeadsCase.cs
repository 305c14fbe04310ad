using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Areas;

/// <summary>A case of regions' states.</summary>
internal static class HeadsCase
{
    /// <summary>Makes it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="title">What is done.</param>
    /// <param name="twin">The case without the change; null: it must be accepted.</param>
    /// <param name="sections">The sections of SPEC.md.</param>
    /// <param name="play">Plays it.</param>
    /// <param name="severity">What follows where it fails.</param>
    public static ConformanceCase Of(string id, string title, string? twin, ImmutableArray<string> sections, Func<CaseRun, Task> play, Severity severity = Severity.High) => new()
    {
        Id = id,
        Title = title,
        Requirements = [.. sections.Select(section => $"SPEC {section}")],
        Severity = severity,
        Features = [Feature.TrustList, Feature.Licences, Feature.Status, Feature.Restart, Feature.Heads],
        Twin = twin,
        Play = play,
    };
}
