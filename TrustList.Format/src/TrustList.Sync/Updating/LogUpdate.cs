using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>
/// The log's part of an update (SPEC.md §12.11): where policy names a log, its newest witnessed epoch must show the very
/// snapshot that was fetched. A new list is served a moment before the witnesses have seen it, so that there is some waiting.
/// </summary>
internal static class LogUpdate
{
    /// <summary>Where the hub serves the proof of its newest witnessed epoch.</summary>
    public const string Path = "log/proof";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Rests a state on the log; the state itself where its policy names none.</summary>
    /// <param name="run">The run that built the state.</param>
    /// <param name="state">The state.</param>
    /// <param name="before">The state before, whose log must not be larger.</param>
    /// <param name="patience">How long to wait for the witnesses.</param>
    internal static async Task<(TrustState? State, SyncStop? Stop)> RunAsync(UpdateRun run, TrustState state, TrustState? before, TimeSpan patience)
    {
        if (state.Log is null)
            return (state, null);
        for (var pause = FirstPause; ; pause *= 2)
        {
            var fetched = await run.FetchAsync(Path, Limits.LogProofBytes);
            if (fetched.Bytes is null && !fetched.NotFound)
                return (null, SyncStop.From(fetched));
            var shown = Check(fetched, state, run.Now);
            if (shown.Ok)
                return Smaller(before, shown.Value) is { } rolledBack ? (null, rolledBack) : (shown.Value, null);
            if (patience < pause || shown.Fault is not (LogFault.MissingData or LogFault.OtherSnapshot or LogFault.NotNewest))
                return (null, new(SyncFault.NotWitnessed, $"{Path}: {shown.Fault} {shown.Detail}"));
            patience -= pause;
            await run.PauseAsync(pause);
            if (shown.Fault == LogFault.OtherSnapshot && await MovedOnAsync(run))
                return (null, new(SyncFault.NotWitnessed, $"{Path}: {shown.Fault} {shown.Detail}") { MovedOn = true });
        }
    }

    // The log showed the next list while this run still followed the one before.
    private static async Task<bool> MovedOnAsync(UpdateRun run) =>
        (await run.FetchAsync(run.Layout.Timestamp, Limits.TimestampBytes)).Bytes is { } bytes && !bytes.AsSpan().SequenceEqual(run.Metadata.TimestampFile!.Bytes.Span);

    private static LogResult<TrustState> Check(Fetched fetched, TrustState state, DateTimeOffset now)
    {
        if (fetched.Bytes is null)
            return LogResult<TrustState>.Fail(LogFault.MissingData, "no checkpoint has the quorum yet");
        var proof = LogProof.Read(fetched.Bytes);
        return proof.Ok ? state.WithEpoch(proof.Value, now) : LogResult<TrustState>.Fail(LogFault.Malformed, $"{proof.Fault}: {proof.Detail}");
    }

    // A log is known by its name and key: where policy changed those, what was seen of the old one says nothing.
    private static SyncStop? Smaller(TrustState? before, TrustState after)
    {
        if (before is not { Epoch.Checkpoint.Checkpoint: var seen, Log: { } old } || old.Origin != after.Log!.Origin || !old.Key.Equals(after.Log.Key))
            return null;
        var now = after.Epoch!.Checkpoint.Checkpoint;
        return now.Size < seen.Size ? new(SyncFault.LogRolledBack, $"{now.Size} leaves after {seen.Size}")
            : now.Size == seen.Size && !now.Same(seen) ? new(SyncFault.LogRolledBack, $"two roots of {now.Size} leaves")
            : null;
    }
}
