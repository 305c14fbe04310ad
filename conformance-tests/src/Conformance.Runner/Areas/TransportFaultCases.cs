using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Areas;

/// <summary>
/// A hub or a network that does wrong with one file, live on the wire: the sync ends by itself and says so, the good state stays,
/// and the next sync takes the list.
/// </summary>
internal static class TransportFaultCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Honest("transport/honest/later-list", "A later list is taken", "timestamp"),
        Honest("transport/honest/rotated-root", "A later list under a new root is taken", "root"),
        Honest("transport/honest/later-policy", "A later list with another policy is taken", "target-file"),
        Honest("transport/honest/logged-list", "A later list that the log shows is taken", "log-proof"),
        .. TransportFile.All.SelectMany(file => TransportFault.All.Select(fault => Of(file, fault))),
    ];

    private static ConformanceCase Honest(string id, string title, string file) => new()
    {
        Id = id,
        Title = title,
        Requirements = Named(file).Requirements,
        Severity = Severity.High,
        Features = Named(file).Features,
        Play = run => Named(file).PlayAsync(run, null),
    };

    private static ConformanceCase Of(TransportFile file, TransportFault fault) => new()
    {
        Id = $"transport/{file.Name}/{fault.Name}",
        Title = $"A sync in which {file.Title} {fault.Title}",
        Requirements = [.. file.Requirements, .. fault.Requirements],
        Severity = Severity.High,
        Features = file.Features,
        Flags = fault.Flags,
        Twin = file.Twin,
        Play = run => file.PlayAsync(run, story => story.Hub.Misbehave(fault.What, file.Where), [.. fault.Reasons]),
    };

    private static TransportFile Named(string name) => TransportFile.All.Single(file => file.Name == name);
}
