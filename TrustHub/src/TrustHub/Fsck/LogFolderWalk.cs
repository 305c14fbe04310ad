using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Log;

namespace TrustHub.Fsck;

/// <summary>The log's public files against the database: tiles and bundles byte for byte, the newest checkpoint, the newest witnessed one with its proof.</summary>
internal sealed class LogFolderWalk(ILogStore log, IShownFiles files, ExpectedTiles tiles, LogPolicy? policy)
{
    // Cosignatures were dated when they came in; here every one of them is long past.
    private static readonly DateTimeOffset Later = DateTimeOffset.MaxValue.AddYears(-1);

    public IEnumerable<string> Violations()
    {
        foreach (var path in tiles.Needed.Where(path => files.Read(path) is null))
            yield return $"{path} is missing";
        foreach (var path in files.List().Where(path => path.StartsWith(LogPaths.Folder, StringComparison.Ordinal)))
        {
            if (path is LogPaths.Checkpoint or LogPaths.Pending or LogPaths.Proof)
                continue;
            if (tiles.Find(path) is not { } sha256)
                yield return $"{path} has no place here";
            else if (Digest.Of(files.Read(path)) != sha256)
                yield return $"{path} has other bytes than the database";
        }
        if (policy is null)
            yield break;
        if (log.NewestCheckpoint() is { } newest && !IsShown(newest, policy))
            yield return $"{LogPaths.Pending} is not the newest checkpoint, of size {newest.Size}";
        foreach (var violation in Witnessed(policy))
            yield return violation;
    }

    /// <summary>The note as it was recorded, or signed anew where policy's key has changed since.</summary>
    private bool IsShown(CheckpointRow newest, LogPolicy policy) =>
        files.Read(LogPaths.Pending) is { } shown
        && (shown.AsSpan().SequenceEqual(newest.Note.Span) || (SignedCheckpoint.Verify(shown, policy.Origin, policy.Key) is { Ok: true, Value.Checkpoint: var checkpoint } && checkpoint.Size == newest.Size));

    private IEnumerable<string> Witnessed(LogPolicy policy)
    {
        var size = log.NewestCosignedSizes(policy.Quorum, 1).FirstOrDefault();
        if (size == 0)
            yield break;
        if (log.Epoch(size - 1) is not { } witnessed)
            yield return $"epoch {size - 1} is witnessed and not in the database";
        else if (files.Read(LogPaths.Proof) is not { } bytes || LogProof.Read(bytes) is not { Ok: true, Value: var proof } || proof.Verify(policy, Later) is not { Ok: true, Value: var proven })
            yield return $"{LogPaths.Proof} does not prove the newest witnessed epoch";
        else if (proven.Epoch.Number != size - 1 || !proof.Epoch.Span.SequenceEqual(witnessed.Leaf.Span))
            yield return $"{LogPaths.Proof} is of epoch {proven.Epoch.Number}, witnessed is epoch {size - 1}";
        else if (files.Read(LogPaths.Checkpoint)?.AsSpan().SequenceEqual(proof.CheckpointNote.Span) != true)
            yield return $"{LogPaths.Checkpoint} is not the checkpoint of {LogPaths.Proof}";
    }
}
