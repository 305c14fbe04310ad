using System.Collections.Concurrent;
using Federation.Hosting.Backups;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// Keeps the node from signing a number twice, and a lane from standing still. After each start nothing is signed until the
/// hub has said that it holds no link after our newest: a restored, older database would sign a number a second time.
/// Where the hub lost links, or we its answers, the lane goes on from what the hub holds. The hub can only withhold by this.
/// </summary>
internal sealed partial class Chains(
    NodeOptions options, IDurableStore store, IHubTransport hub, PublicHub shown, ChainIds ids, TimeProvider clock, ILogger<Chains> logger)
{
    private const string TooOld = "Rollback";

    // Names of the hub's refusals that mean: not the next one.
    private static readonly string[] OutOfSequence = ["VersionGap", TooOld, "Equivocation", "BrokenChain", "SubmissionIdReused"];
    private readonly RestoredMark mark = new(options.DataDir);
    private readonly ConcurrentDictionary<string, ChainStanding> standings = new(StringComparer.Ordinal);

    internal ChainStanding Of(string lane) => standings.GetValueOrDefault(lane, ChainStanding.Unknown);

    internal bool IsClear(string lane) => Of(lane).State == ChainState.Clear;

    /// <summary>False for a chain that is not clear; other lanes may always send.</summary>
    internal bool MaySend(string lane) => !ChainLanes.All.Contains(lane) || IsClear(lane);

    /// <summary>
    /// Whether a chain says that the database is older than what the node has signed, or it came from a backup and the hub was not asked yet: then
    /// it may have forgotten licences too.
    /// </summary>
    internal bool DatabaseIsOld => ChainLanes.All.Any(lane => Of(lane).State == ChainState.Behind) || IsUnchecked;

    /// <summary>Whether the database came from a backup and was not compared with what the hub holds yet.</summary>
    internal bool IsUnchecked => mark.Stands && ChainLanes.All.Any(lane => Of(lane).State == ChainState.Unknown);

    /// <summary>Asks the hub, until it was asked once; true when the chain became clear now.</summary>
    /// <exception cref="HubUnreachableException">Nothing is known yet.</exception>
    internal async Task<bool> LookAsync(string lane, CancellationToken cancellation)
    {
        if (Of(lane).State != ChainState.Unknown)
            return false;
        var newest = store.Read(db => ChainTable.Newest(db, lane));
        if (await NewerAsync(lane, newest, cancellation) is { } newer)
            Stop(lane, ChainState.Behind, $"the hub holds {lane} {newer}, this database ends at {newest}: it is older than what this node has signed");
        var isClear = standings.TryAdd(lane, new ChainStanding(ChainState.Clear, ""));
        if (mark.Stands && ChainLanes.All.All(IsClear))
            mark.Remove(); // The hub holds nothing that this database has not.
        return isClear;
    }

    /// <summary>Nothing of this lane is signed or sent until the next start.</summary>
    internal void Stop(string lane, ChainState state, string detail)
    {
        var before = Of(lane);
        if (before.State is ChainState.Behind or ChainState.Forked)
            return;
        standings[lane] = new ChainStanding(state, detail);
        Stopped(logger, lane, state, detail);
    }

    /// <summary>After a refusal that may mean that the hub stands elsewhere: finds out where, and goes on from there.</summary>
    /// <exception cref="HubUnreachableException">Nothing was done.</exception>
    internal async Task RecoverAsync(string lane, ChainLink refused, string code, CancellationToken cancellation)
    {
        if (!OutOfSequence.Contains(code, StringComparer.Ordinal))
            return;
        var (held, sha256) = await NewestHeldAsync(lane, cancellation);
        if (held > 0 && sha256 != store.Read(db => ChainTable.Sha256(db, lane, held)))
            Stop(lane, ChainState.Forked, $"the hub holds {lane} {held} with other bytes than this database");
        else if (code == TooOld && held < refused.Number)
            Stop(lane, ChainState.Behind, $"the hub holds something newer than {lane} {refused.Number}, and not that: this database is older than what this node has signed");
        else if (held + 1 == refused.Number)
            StandsRefused(logger, lane, refused.Number, code); // The hub stands where we think: sent again later.
        else if (store.Write("resume chain", db => ChainTable.Resume(db, lane, held, clock.GetUtcNow())))
            Resumed(logger, lane, held);
    }

    /// <summary>A number after our newest that the hub holds; null: none. Very old heads the hub folds away, and then knows them by no id: it shows the newest in public.</summary>
    private async Task<long?> NewerAsync(string lane, long newest, CancellationToken cancellation)
    {
        if (await hub.FindAsync(ids.Of(lane, newest + 1), cancellation) is not null)
            return newest + 1;
        return lane == ChainLanes.Head && await shown.NewestHeadAsync(cancellation) is var version && version > newest ? version : null;
    }

    /// <summary>
    /// The newest of our links at the hub; 0: it holds none. What it holds has no gaps up to its newest, though it may have folded
    /// the oldest away: so in growing steps down from our newest, and then by halving.
    /// </summary>
    private async Task<(long Number, string Sha256)> NewestHeldAsync(string lane, CancellationToken cancellation)
    {
        var newest = store.Read(db => ChainTable.Newest(db, lane));
        var (held, above, sha256) = (newest, newest + 1, "");
        for (long step = 1; held > 0 && await hub.FindAsync(ids.Of(lane, held), cancellation) is var found; step *= 2)
        {
            if (found is not null)
            {
                sha256 = found.Sha256;
                break;
            }
            (above, held) = (held, Math.Max(held - step, held > 1 ? 1 : 0));
        }
        while (held > 0 && above - held > 1)
        {
            var middle = held + ((above - held) / 2);
            if (await hub.FindAsync(ids.Of(lane, middle), cancellation) is { } found)
                (held, sha256) = (middle, found.Sha256);
            else
                above = middle;
        }
        return (held, sha256);
    }

    [LoggerMessage(1, LogLevel.Critical, "nothing more is signed for {Lane} ({State}): {Detail}")]
    private static partial void Stopped(ILogger logger, string lane, ChainState state, string detail);

    [LoggerMessage(2, LogLevel.Warning, "the hub holds {Lane} up to {Number}; what follows is sent again")]
    private static partial void Resumed(ILogger logger, string lane, long number);

    [LoggerMessage(3, LogLevel.Warning, "the hub refused {Lane} {Number} ({Code}) although it holds the one before")]
    private static partial void StandsRefused(ILogger logger, string lane, long number, string code);
}
