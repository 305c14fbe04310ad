using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;

namespace Conformance.Areas;

/// <summary>A log is checked, goes on, and is checked again: by its tiles the larger tree begins with the smaller, or it shows two views.</summary>
internal static class LogGrowthCases
{
    private const string Twin = "log/growth/from-3-to-7";
    private const string RestartTwin = "log/growth/after-restart";
    private const string Border = "log/growth/from-200-to-300";
    private const int Hash = 32;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. new[] { (1, 2), (3, 7), (4, 8), (200, 300), (255, 257), (256, 257), (300, 600), (256, 512), (1_000, 65_537) }.Select(step =>
            Case($"log/growth/from-{step.Item1}-to-{step.Item2}", $"A log of {step.Item1} leaves grows to {step.Item2}", null, step.Item1, async watch =>
            {
                watch.Log.Grow(LogWatch.Now, step.Item2 - step.Item1);
                watch.Serve();
                await watch.AcceptedAsync();
            })),
        Case("log/growth/unchanged", "The log did not grow", null, 7, watch => watch.AcceptedAsync()),
        Case(RestartTwin, "A log grows while the verifier restarts", null, 3, async watch =>
        {
            await watch.RestartAsync();
            watch.Log.Grow(LogWatch.Now, 4);
            watch.Serve();
            await watch.AcceptedAsync();
        }),
        View("log/split-view/smaller", "A smaller log", Twin, 3, 3, restart: false, "LogRolledBack"),
        View("log/split-view/smaller-after-restart", "A smaller log after a restart", RestartTwin, 3, 3, restart: true, "LogRolledBack"),
        View("log/split-view/same-size", "A log of the same size with another root", Twin, 6, 7, restart: false, "LogRolledBack", "Inconsistent"),
        View("log/split-view/same-size-after-restart", "A log of the same size with another root after a restart", RestartTwin, 6, 7, restart: true, "LogRolledBack", "Inconsistent"),
        View("log/split-view/shared-prefix", "A larger log that shares only the beginning", Twin, 6, 12, restart: false, "Inconsistent"),
        View("log/split-view/shared-prefix-after-restart", "The same after a restart", RestartTwin, 6, 12, restart: true, "Inconsistent"),
        View("log/split-view/first-leaf-shared", "A larger log that shares the first leaf alone", Twin, 1, 12, restart: false, "Inconsistent"),
        View("log/split-view/one-tile-further", "A log of another tile that shares only the beginning", Border, 6, 300, restart: false, "Inconsistent"),
        Tiles("log/tiles/missing", "The tiles are not there", Twin, 3, 7, (_, _) => null),
        Tiles("log/tiles/flipped", "A bit of a hash in the tile is flipped", Twin, 3, 7, (path, tile) => Level0(path) ? Flipped(tile, 3) : null),
        Tiles("log/tiles/cut-short", "The tile is cut in the middle of a hash", Twin, 3, 7, (path, tile) => Level0(path) ? tile[..Math.Min(tile.Length, 3 * Hash + 16)] : null),
        Tiles("log/tiles/zeros", "The tile is zeros", Twin, 3, 7, (path, tile) => Level0(path) ? new byte[tile.Length] : null),
        Tiles("log/tiles/full-tile-flipped", "A bit of a hash in the full tile is flipped", Border, 200, 300, (path, tile) => Level0(path) ? Flipped(tile, 210) : null),
        Tiles("log/tiles/endless", "Every tile is a megabyte of zeros", Twin, 3, 7, (_, _) => new byte[1 << 20]),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, int size, Func<LogWatch, Task> then) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 12.1", "SPEC 12.10", "SPEC 12.12"],
        Severity = Severity.Critical,
        Features = id.EndsWith("restart", StringComparison.Ordinal) ? [Feature.Log, Feature.Restart] : [Feature.Log],
        Twin = twin,
        Play = async run =>
        {
            var watch = await LogWatch.BeginAsync(run, size);
            watch.Serve();
            await watch.AcceptedAsync();
            await then(watch);
        },
    };

    // Seven leaves are shown; then another view, that has the first ones alone in common; then the first view again.
    private static ConformanceCase View(string id, string title, string twin, int shared, int size, bool restart, params string[] reasons) => Case(id, title, twin, shared, async watch =>
    {
        var other = watch.Log.Fork();
        watch.Log.Grow(LogWatch.Now, 7 - shared);
        watch.Serve();
        await watch.AcceptedAsync();
        if (restart)
            await watch.RestartAsync();
        var shown = watch.Log;
        watch.Log = other;
        if (size > shared)
            other.Grow(LogWatch.Now.AddSeconds(1), size - shared);
        watch.Serve();
        await watch.RefusedAsync(reasons);
        watch.Log = shown;
        watch.Serve();
        await watch.AcceptedAsync();
    });

    private static ConformanceCase Tiles(string id, string title, string twin, int before, int after, Func<string, byte[], byte[]?> damage) => Case(id, title, twin, before, async watch =>
    {
        watch.Log.Grow(LogWatch.Now, after - before);
        watch.Serve();
        watch.Damage(damage);
        await watch.RefusedAsync("MissingData", "WrongData", "Inconsistent", "Malformed");
    });

    private static bool Level0(string path) => path.StartsWith("tile/0/", StringComparison.Ordinal);

    private static byte[] Flipped(byte[] tile, int leaf)
    {
        if (tile.Length > leaf * Hash)
            tile[leaf * Hash] ^= 1;
        return tile;
    }
}
