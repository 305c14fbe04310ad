using System.Collections.Immutable;
using Conformance.Cases;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>
/// A hub or a network that does wrong with one file, live on the wire: the sync ends by itself and says so, the good state stays,
/// and the next sync takes the list.
/// </summary>
internal static class TransportFaultCases
{
    private sealed record Fault(string Name, string Title, Misbehaviour What, params string[] Reasons)
    {
        public bool Slow { get; init; }
    }

    private static readonly ImmutableArray<Fault> Faults =
    [
        new("slow-drip", "comes a byte at a time, for ever", Misbehaviour.Drip, "TimedOut", "TooLarge", "Interrupted", "Malformed", "Mixed") { Slow = true },
        new("stall", "does not come, and the connection stays open", Misbehaviour.Stall, "TimedOut", "Unreachable", "Interrupted") { Slow = true },
        new("endless-body", "has no end", Misbehaviour.Endless, "TooLarge", "TimedOut", "Interrupted"),
        new("short-content-length", "is longer than its Content-Length says", Misbehaviour.ShortLength, "Malformed", "Mixed", "Interrupted", "Unreachable", "TooLarge"),
        new("truncated", "breaks off in the middle", Misbehaviour.Truncate, "Interrupted", "Unreachable", "Malformed", "Mixed"),
        new("one-byte-more", "has a byte more than was signed", Misbehaviour.OneByteMore, "Malformed", "Mixed", "TooLarge", "Forged"),
        new("forbidden", "is answered with 403", Misbehaviour.Forbidden, "NotServed", "ServerError"),
        new("not-found", "is answered with 404", Misbehaviour.Withhold, "NotServed"),
        new("internal-error", "is answered with 500", Misbehaviour.InternalError, "ServerError", "NotServed"),
        new("unavailable", "is answered with 503", Misbehaviour.ServerError, "ServerError", "NotServed"),
        new("redirect", "is answered with a redirect to nowhere", Misbehaviour.Redirect, "NotServed"),
        new("reset", "is answered by a cut connection", Misbehaviour.Reset, "Unreachable", "Interrupted"),
        new("web-page", "is answered with 200 and a web page", Misbehaviour.Html, "Malformed", "Mixed", "TooLarge", "NotServed"),
        new("compression-bomb", "is compressed zeros without end", Misbehaviour.GzipBomb, "TooLarge", "Malformed", "Mixed", "NotServed", "TimedOut", "Interrupted"),
    ];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Honest("transport/honest/later-list", "A later list is taken", "timestamp"),
        Honest("transport/honest/rotated-root", "A later list under a new root is taken", "root"),
        Honest("transport/honest/later-policy", "A later list with another policy is taken", "target-file"),
        Honest("transport/honest/logged-list", "A later list that the log shows is taken", "log-proof"),
        .. TransportFile.All.SelectMany(file => Faults.Select(fault => Of(file, fault))),
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

    private static ConformanceCase Of(TransportFile file, Fault fault) => new()
    {
        Id = $"transport/{file.Name}/{fault.Name}",
        Title = $"A sync in which {file.Title} {fault.Title}",
        Requirements = fault.Name is "endless-body" or "compression-bomb" ? [.. file.Requirements, "SPEC 1.2"] : file.Requirements,
        Severity = Severity.High,
        Features = file.Features,
        Flags = fault.Slow ? [CaseFlag.Live, CaseFlag.Slow] : [CaseFlag.Live],
        Twin = file.Twin,
        Play = run => file.PlayAsync(run, story => story.Hub.Misbehave(fault.What, file.Where), fault.Reasons),
    };

    private static TransportFile Named(string name) => TransportFile.All.Single(file => file.Name == name);
}
