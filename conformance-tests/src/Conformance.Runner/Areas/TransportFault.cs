using System.Collections.Immutable;
using Conformance.Cases;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>A wrong that leaves no right client with the file.</summary>
/// <param name="Name">Its word in the cases' ids.</param>
/// <param name="Title">What the file does.</param>
/// <param name="What">What the hub does.</param>
/// <param name="Reasons">What a sync may say of it.</param>
internal sealed record TransportFault(string Name, string Title, Misbehaviour What, params ImmutableArray<string> Reasons)
{
    /// <summary>The faults.</summary>
    public static ImmutableArray<TransportFault> All { get; } =
    [
        new("slow-drip", "comes a byte at a time, for ever", Misbehaviour.Drip, "TimedOut", "TooLarge", "Interrupted", "Malformed", "Mixed") { Flags = [CaseFlag.Live, CaseFlag.Slow] },
        new("stall", "does not come, and the connection stays open", Misbehaviour.Stall, "TimedOut", "Unreachable", "Interrupted") { Flags = [CaseFlag.Live, CaseFlag.Slow] },
        new("endless-body", "has no end", Misbehaviour.Endless, "TooLarge"),
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

    /// <summary>How it is played.</summary>
    public ImmutableArray<string> Flags { get; init; } = [CaseFlag.Live];

    /// <summary>The section on what the fault is about, besides the file's own.</summary>
    public ImmutableArray<string> Requirements => What is Misbehaviour.Endless or Misbehaviour.GzipBomb ? ["SPEC 1.2"] : [];
}
