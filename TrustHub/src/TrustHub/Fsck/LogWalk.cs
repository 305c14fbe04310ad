using TrustHub.Admission;
using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Log;

namespace TrustHub.Fsck;

/// <summary>
/// The log by itself: indices without gaps, an unbroken chain of hashes, bytes that match their hashes, and every row
/// such that admission lets it in again at its time; and with it the snapshots, each listing what it should.
/// </summary>
internal sealed class LogWalk(HubStore store)
{
    /// <summary>What the log amounts to, once it is walked.</summary>
    public LoggedState State { get; private set; } = LoggedState.Empty;

    /// <summary>Every log that policy has named so far, oldest first.</summary>
    public List<LogPolicy> LogPolicies { get; } = [];

    public IEnumerable<string> Violations()
    {
        var versions = new Dictionary<(AdmissionKind, string), long>();
        var previousHash = AdmissionRow.NoPrevious;
        var superseded = Superseded();
        var snapshots = new SnapshotWalk(store);
        foreach (var row in store.After(0))
        {
            if (row.LogIndex != State.LogIndex + 1)
                yield return $"row {row.LogIndex} follows row {State.LogIndex}";
            if (row.PreviousHash != previousHash)
                yield return $"row {row.LogIndex} does not hold the hash of the row before";
            previousHash = row.Hash();
            if (store.RecordedHash(row.LogIndex) != previousHash)
                yield return $"row {row.LogIndex} was changed";
            if (versions.TryGetValue((row.Kind, row.Name), out var before) && row.Version <= before)
                yield return $"row {row.LogIndex} ({row.Name}) goes back from version {before} to {row.Version}";
            versions[(row.Kind, row.Name)] = row.Version;
            if (superseded.Contains(row.LogIndex))
            {
                State = State with { LogIndex = row.LogIndex };
                continue;
            }
            if (Refused(row) is { } refused)
            {
                yield return $"row {row.LogIndex} ({row.Name} {row.Version}): {refused}";
                yield break; // The rows that follow rest on it.
            }
            State = State.With(row, store.Content);
            if (State.Policy?.Log is { } named && !ReferenceEquals(named, LogPolicies.LastOrDefault()))
                LogPolicies.Add(named);
            foreach (var violation in snapshots.At(State))
                yield return violation;
        }
        foreach (var violation in snapshots.End(State))
            yield return violation;
    }

    /// <summary>The rows of status lists that newer ones replaced: their bytes are gone.</summary>
    private HashSet<long> Superseded()
    {
        var newest = store.Newest().Select(row => row.LogIndex).ToHashSet();
        return [.. store.After(0).Where(row => row.Kind == AdmissionKind.Status && !newest.Contains(row.LogIndex)).Select(row => row.LogIndex)];
    }

    private string? Refused(AdmissionRow row)
    {
        if (row.Files.FirstOrDefault(file => store.Content(file.Sha256) is not { } bytes || Digest.Of(bytes) != file.Sha256) is { } lost)
            return $"the bytes of {lost.Path} are lost or changed";
        var context = new AdmissionContext(State, store.Content, row.Caller.Length == 0 ? null : row.Caller, row.AdmittedAt);
        var first = store.Content(row.Sha256)!;
        var examined = row.Kind == AdmissionKind.Metadata
            ? Admitted.Metadata(new MetadataSubmission(row.SubmissionId, row.Name, first, []), context)
            : Admitted.StatusList(
                new StatusSubmission(
                    row.SubmissionId, PublicPaths.RegionOf(row.Files[0].Path), row.Name, (ulong)row.Version, first,
                    System.Text.Encoding.UTF8.GetString(store.Content(row.Files[1].Sha256)!)),
                context);
        return examined.Refused is { } refused ? $"admission refuses it: {refused.Fault}: {refused.Detail}"
            : examined.Admitted!.Version != row.Version ? "the row has another version than its bytes"
            : !examined.Admitted.Files.Select(file => file.Path).SequenceEqual(row.Files.Select(file => file.Path), StringComparer.Ordinal)
                ? "the row has other files than its bytes"
            : null;
    }
}
