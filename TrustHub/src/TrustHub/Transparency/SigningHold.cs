using System.Collections.Immutable;
using System.Diagnostics;
using Federation.Hosting.Backups;
using TrustHub.Log;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>
/// Whether this hub may sign. A database that is older than what it has shown would put a second leaf under an index, and give
/// a version twice; only others can tell. So a hub that starts with a log signs nothing until its witnesses have said what they cosigned
/// last: after a restore (<see cref="RestoredMark"/>) until a quorum has, else for a few seconds at most (<see cref="HubOptions.WitnessSeconds"/>).
/// A checkpoint under the log's own key that this database does not hold proves that it is old: then nothing is signed any more.
/// </summary>
public sealed partial class SigningHold(AdmissionLog admissions, ILogStore store, LogKeys keys, HubOptions options, ILogger<SigningHold> logger)
{
    private readonly RestoredMark _mark = new(options.DataDir);
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private ImmutableSortedSet<string> _agreed = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    private volatile bool _cleared;
    private volatile string? _behind;

    /// <summary>Proof that the database is older than what this hub signed; null while there is none.</summary>
    public string? Behind => _behind;

    /// <summary>For whom a hub waits before it signs; null where it waits for nobody.</summary>
    public string? Waiting => _behind is null && !IsCleared() ? $"{_agreed.Count} of {Policy?.Quorum} witnesses have said what they cosigned last{(_mark.Stands ? "; the database came from a backup" : "")}" : null;

    /// <summary>Whether something may be signed now.</summary>
    public bool MaySign => _behind is null && IsCleared();

    /// <summary>Whether something may be taken in: nothing into a database that is old, and only what operators signed into one that may be.</summary>
    public bool TakesIn(bool isOfOperators) => _behind is null && (isOfOperators || _cleared || !_mark.Stands || IsCleared());

    private LogPolicy? Policy => LogStanding.Of(admissions.State, keys, options).Policy;

    /// <summary>A witness asked.</summary>
    /// <param name="region">Its region.</param>
    /// <param name="isItself">Whether it showed a TLS key that the region's node.json lists.</param>
    /// <param name="size">The size that it cosigned last.</param>
    /// <param name="note">The checkpoint of that size as this log signed it; empty: it did not say.</param>
    public void Asked(string region, bool isItself, long size, ReadOnlyMemory<byte> note)
    {
        if (_behind is not null || Policy is not { } policy)
            return;
        if (Unknown(policy, note) is { } shown)
        {
            _behind = $"witness {region} holds a checkpoint of size {shown.Size} under this log's key; this database ends at {store.NewestCheckpoint()?.Size ?? 0}{(store.Checkpoint(shown.Size) is null ? "" : " and has another root there")}";
            IsBehind(logger, region, shown.Size, store.NewestCheckpoint()?.Size ?? 0);
            return;
        }
        if (_cleared || (_mark.Stands && !isItself) || size > (store.NewestCheckpoint()?.Size ?? 0))
            return;
        lock (_gate)
            _agreed = _agreed.Add(region);
    }

    /// <summary>A checkpoint that this log signed and this database does not hold so.</summary>
    private Checkpoint? Unknown(LogPolicy policy, ReadOnlyMemory<byte> note) =>
        !note.IsEmpty && SignedCheckpoint.Verify(note, policy.Origin, policy.Key) is { Ok: true, Value.Checkpoint: var shown } && !Holds(shown) ? shown : null;

    private bool Holds(Checkpoint shown) =>
        store.Checkpoint(shown.Size) is { } row && SignedNote.Read(row.Note) is { Ok: true, Value: var note }
        && Checkpoint.Read(note.Text) is { Ok: true, Value: var held } && held.Root.Span.SequenceEqual(shown.Root.Span);

    private bool IsCleared()
    {
        if (_cleared)
            return true;
        if (_mark.Stands ? !HasQuorum() : !(IsShort || HasQuorum()))
            return false;
        if (_mark.Stands)
        {
            Confirmed(logger, store.NewestCheckpoint()?.Size ?? 0);
            _mark.Remove();
        }
        return _cleared = true;
    }

    /// <summary>Without a log there is nobody to ask: a restored list without one goes on as it is.</summary>
    private bool HasQuorum()
    {
        if (Policy is not { } policy)
            return admissions.State.Policy is not { Log: not null };
        lock (_gate)
            return policy.Witnesses.Count(witness => _agreed.Contains(witness.Region)) >= policy.Quorum;
    }

    /// <summary>Whether a hub that was not restored need not wait: its instances share a database, nobody has cosigned yet, or the time is over.</summary>
    private bool IsShort => !options.IsAlone || Stopwatch.GetElapsedTime(_began).TotalSeconds >= options.WitnessSeconds || store.NewestCosignedSizes(1, 1).IsEmpty;

    [LoggerMessage(1, LogLevel.Critical, "witness {Region} holds a checkpoint of size {Size} under this log's key, and this database ends at {Ours}: it is old, and nothing more is signed")]
    private static partial void IsBehind(ILogger logger, string region, long size, long ours);

    [LoggerMessage(2, LogLevel.Warning, "restored, and no witness of a quorum has seen more than size {Size}: the hub goes on")]
    private static partial void Confirmed(ILogger logger, long size);
}
