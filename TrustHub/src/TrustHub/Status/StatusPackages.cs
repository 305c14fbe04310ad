using System.Collections.Concurrent;
using System.Security.Cryptography;
using TrustHub.Transparency;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>A package as it is served.</summary>
/// <param name="Bytes">The package.</param>
/// <param name="Tag">Its ETag, without quotes.</param>
public sealed record ServedPackage(ReadOnlyMemory<byte> Bytes, string Tag);

/// <summary>
/// The packages by name (<c>heads</c>, <c>nation</c>, <c>region/310000</c>, <c>rollup/24h</c>), made when somebody asks and
/// kept until the next witnessed epoch. One that is costly to make takes at most a hundredth of the time.
/// </summary>
public sealed class StatusPackages(PackageBuilder builder, RegionStates states, IWitnessedEpochs epochs, TimeProvider clock)
{
    private const int ShareOfTime = 100;
    private static readonly TimeSpan Costly = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>The package of a name; null when there is none, or no epoch is witnessed yet.</summary>
    public async Task<ServedPackage?> FindAsync(string name, CancellationToken cancellation)
    {
        if (StatusView.Of(epochs, states, clock.GetUtcNow()) is not { } asked || MakerOf(name, asked) is null)
            return null;
        var slot = _slots.GetOrAdd(name, _ => new Slot());
        if (slot.Current(asked.Key, clock) is { } current)
            return current.Package;
        await slot.Gate.WaitAsync(cancellation);
        try
        {
            // While waiting for another's work a newer epoch may have come; states go forward only.
            var view = StatusView.Of(epochs, states, clock.GetUtcNow())!;
            return (slot.Current(view.Key, clock) ?? slot.Keep(view.Key, clock, () => Serve(MakerOf(name, view)!()))).Package;
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private Func<StatusPackage?>? MakerOf(string name, StatusView view) => name.Split('/') switch
    {
        ["heads"] => () => builder.Heads(view),
        ["nation"] => () => builder.Snapshot(view),
        ["region", var code] when view.Versions.Any(head => head.Region == code) => () => builder.Snapshot(view, code),
        ["rollup", var window] when RollupWindow.Find(window) is { } found => () => builder.Rollup(view, found),
        _ => null,
    };

    private static ServedPackage? Serve(StatusPackage? package)
    {
        if (package is null)
            return null;
        var bytes = package.Write();
        return new ServedPackage(bytes, LowerHex.Of(SHA256.HashData(bytes))[..32]);
    }

    /// <summary>What was made last under one name.</summary>
    private sealed class Slot
    {
        private volatile Made? _made;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Made? Current(long key, TimeProvider clock) =>
            _made is { } made && (made.Key == key || clock.GetElapsedTime(made.At) < made.Pause) ? made : null;

        public Made Keep(long key, TimeProvider clock, Func<ServedPackage?> make)
        {
            var start = clock.GetTimestamp();
            var package = make();
            var cost = clock.GetElapsedTime(start);
            var pause = cost < Costly ? TimeSpan.Zero : cost * ShareOfTime < LongestPause ? cost * ShareOfTime : LongestPause;
            return _made = new Made(key, package, clock.GetTimestamp(), pause);
        }
    }

    /// <summary>One making; null where the package would be larger than what it saves.</summary>
    private sealed record Made(long Key, ServedPackage? Package, long At, TimeSpan Pause);
}
