using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;

namespace Conformance.Areas;

/// <summary>How the cases of TUF are played: a repository is built, then a client that knows nothing but its first root meets it.</summary>
/// <param name="Requirements">The sections that ask for them.</param>
internal sealed record TufArea(params ImmutableArray<string> Requirements)
{
    /// <summary>A first sync, which fails where there are reasons.</summary>
    public ConformanceCase Synced(string id, string? twin, string title, Action<TufWorld> build, params string[] reasons) => Told(id, twin, title, async (run, world) =>
    {
        build(world);
        await world.InitAsync(run);
        await world.SyncAsync(run, reasons);
    });

    /// <summary>An anchor that is refused.</summary>
    public ConformanceCase Anchor(string id, string twin, string title, Action<TufWorld> build) => Told(id, twin, title, (run, world) =>
    {
        build(world);
        return world.InitAsync(run, refused: true);
    });

    /// <summary>A first sync, and a target file that cannot be had where there are reasons.</summary>
    public ConformanceCase Resolved(string id, string? twin, string title, string path, Action<TufWorld> build, params string[] reasons) => Told(id, twin, title, async (run, world) =>
    {
        build(world);
        await world.InitAsync(run);
        await world.SyncAsync(run);
        await world.ResolveAsync(run, path, reasons);
    }, Feature.Resolve);

    /// <summary>A longer story.</summary>
    public ConformanceCase Told(string id, string? twin, string title, Func<CaseRun, TufWorld, Task> play, params ReadOnlySpan<string> features) => new()
    {
        Id = id,
        Title = title,
        Requirements = Requirements,
        Severity = Severity.Critical,
        Features = [Feature.TrustList, .. features],
        Twin = twin,
        Play = run => play(run, new()),
    };
}
