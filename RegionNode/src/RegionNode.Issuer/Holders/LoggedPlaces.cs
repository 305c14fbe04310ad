using System.Collections.Concurrent;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// Where this region's batches stand in the log, fetched from the hub's public files once each. With a policy at hand a place is
/// checked by it before it is kept; without one it is passed on as it came: verifiers check it anyway. The hub is asked for
/// one batch at most once a second, however many wallets wait.
/// </summary>
internal sealed class LoggedPlaces(
    NodeOptions options, SigningKeys signing, KnownNotices known, PublicHub hub, IDurableStore store, TimeProvider clock)
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly TimeProvider real = TimeProvider.System; // Sparing the hub is real time, also in a rehearsal.
    private readonly ConcurrentDictionary<long, (LogPolicy? Policy, BatchPlace Place)> places = new();
    private readonly ConcurrentDictionary<long, long> missedAt = new();

    /// <summary>The batch with its leaves and its place; null while the log does not hold it, or the hub does not say.</summary>
    internal async Task<LoggedBatch?> FindAsync(SignedBatch batch, CancellationToken cancellation)
    {
        // A place that another policy's witnesses proved is fetched anew.
        var policy = known.Log;
        var isKept = places.TryGetValue(batch.Number, out var kept) && ReferenceEquals(kept.Policy, policy);
        if (!isKept && missedAt.TryGetValue(batch.Number, out var missed) && real.GetElapsedTime(missed) < Pause)
            return null;
        var leaves = store.Read(db => IssuanceTables.LeavesOf(db, batch.Number)).SelectMany(leaf => leaf).ToArray();
        if (isKept)
            return new LoggedBatch(leaves, kept.Place);
        Forget(missedAt);
        missedAt[batch.Number] = real.GetTimestamp(); // Before the answer: who comes meanwhile comes again.
        if (await AskAsync(batch.Number, cancellation) is not { } bytes
            || LoggedBatch.Read(bytes) is not { Ok: true } read || !IsOurs(read.Value, batch, leaves))
        {
            return null;
        }
        missedAt.TryRemove(batch.Number, out _);
        Forget(places);
        places[batch.Number] = (policy, read.Value.Place);
        return read.Value;
    }

    private async Task<byte[]?> AskAsync(long number, CancellationToken cancellation)
    {
        try
        {
            return await hub.LoggedBatchAsync(number, cancellation);
        }
        catch (HubUnreachableException)
        {
            return null;
        }
    }

    private bool IsOurs(LoggedBatch logged, SignedBatch batch, byte[] leaves)
    {
        if (!logged.Leaves.Span.SequenceEqual(leaves) || !SignedContent.IsOf(logged.Place.Batch, batch.Hash))
            return false;
        return known.Log is not { } policy || logged.Verify(options.Code, signing.StatusKeyNamed, policy, clock.GetUtcNow()).Ok;
    }

    /// <summary>A full memory is emptied: what was in it is only a fetch away.</summary>
    private static void Forget<T>(ConcurrentDictionary<long, T> memory)
    {
        if (memory.Count >= MostKept)
            memory.Clear();
    }
}
