using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>What an update brought: where it stopped, what to store, and the new state where it was complete.</summary>
internal sealed record UpdateResult(SyncStop? Stop, StoredTrust? Trust, TrustState? State);

/// <summary>One update of the trust list from the host, in the steps of TUF §5. Stores nothing itself.</summary>
internal static class TrustUpdate
{
    // A hub that published more often than this within one run is waited for until the next.
    private const int Rounds = 4;

    /// <param name="hub">The host.</param>
    /// <param name="anchor">The root to begin with.</param>
    /// <param name="held">What is stored.</param>
    /// <param name="current">The state that was built from it, or null: without news it stands.</param>
    /// <param name="now">The instant of the update.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static async Task<UpdateResult> RunAsync(
        Downloader hub, ReadOnlyMemory<byte> anchor, StoredTrust? held, TrustState? current, DateTimeOffset now, SyncOptions options, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            var result = await OnceAsync(hub, anchor, held, current, now, options, cancellation);
            if (result.Stop is not { MovedOn: true } || round == Rounds)
                return result;
            held = result.Trust;
        }
    }

    private static async Task<UpdateResult> OnceAsync(
        Downloader hub, ReadOnlyMemory<byte> anchor, StoredTrust? held, TrustState? current, DateTimeOffset now, SyncOptions options, CancellationToken cancellation)
    {
        // §5.2: from the newest root that was followed from this anchor, or from the anchor.
        var anchorSha256 = LowerHex.Of(SHA256.HashData(anchor.Span));
        if (held?.AnchorSha256 != anchorSha256)
            held = null;
        var start = TrustedMetadata.Start(held?.Root ?? anchor);
        if (!start.Ok)
            return new(new(SyncFault.AnchorRefused, $"{start.Fault} {start.Detail}", start.Fault), held, null);

        var files = new TrustFiles(held?.State);
        var run = new UpdateRun(hub, RepositoryLayout.Hub, files, StoredFloor.Under(start.Next!, held), now, cancellation);
        var (stop, unchanged) = await StepsAsync(run, files, held?.State, current, options);
        if (unchanged)
            return new(null, held, current);
        var trust = new StoredTrust
        {
            AnchorSha256 = anchorSha256,
            Root = run.Metadata.RootFile.Bytes,
            Roots = held is null ? [anchor, .. files.FollowedRoots] : held.Roots.IsEmpty ? [] : [.. held.Roots, .. files.FollowedRoots],
            OnlineKeysRotated = held?.OnlineKeysRotated == true || (held?.State is not null && run.Metadata.OnlineKeysRotated),
            State = held?.State,
            Floor = StoredFloor.Above(held?.State, run.Metadata),
        };
        return stop is not null ? new(stop, trust, null) : await CompleteAsync(run, files, trust, current, options);
    }

    // A run that is out of time keeps what it followed and saw, as any other that stops.
    private static async Task<(SyncStop? Stop, bool Unchanged)> StepsAsync(
        UpdateRun run, TrustFiles files, StoredState? held, TrustState? current, SyncOptions options)
    {
        try
        {
            if ((await RootUpdate.RunAsync(run) ?? await TopLevelUpdate.LoadTimestampAsync(run)) is { } early)
                return (early, false);
            if (IsUnchanged(run, held, current, options))
                return (null, true);
            if (await TopLevelUpdate.LoadNewsAsync(run) is { } stop)
                return (stop, false);
            var (registry, missing) = await RegistryAsync(run, files);
            return (missing ?? await RegionUpdate.RunAsync(run, files, registry!, options), false);
        }
        catch (OperationCanceledException)
        {
            return (new(SyncFault.TimedOut, "the run took too long"), false);
        }
    }

    // The timestamp pins the snapshot, which pins everything else: one that says nothing new leaves the state as it was
    // verified. A state from which something was left out is worth another try.
    private static bool IsUnchanged(UpdateRun run, StoredState? held, TrustState? current, SyncOptions options) =>
        held is not null && current is not null && current.Excluded.IsEmpty && current.NodesExcluded.IsEmpty
        && (!options.FetchParties || current.PartiesExcluded.IsEmpty) && run.Now < current.ValidUntil
        && run.Metadata.RootFile.Bytes.Span.SequenceEqual(held.Root.Span)
        && run.Metadata.TimestampFile!.Bytes.Span.SequenceEqual(held.Timestamp.Span);

    private static async Task<(RegistryDocument? Registry, SyncStop? Stop)> RegistryAsync(UpdateRun run, TrustFiles files)
    {
        foreach (var path in new[] { RegistryDocument.Path, PolicyDocument.Path })
        {
            var (bytes, stop) = await TargetFiles.GetAsync(run, path, files.Held(path));
            if (stop is not null)
                return (null, stop);
            if (bytes is null)
                return (null, new(SyncFault.Incomplete, $"{path} is not listed"));
            files.Files[path] = bytes.Value;
        }
        var registry = RegistryDocument.Read(files.Files[RegistryDocument.Path].Span);
        return registry.Ok
            ? (registry.Value, null)
            : (null, new(SyncFault.Incomplete, $"{RegistryDocument.Path}: {registry.Fault}: {registry.Detail}"));
    }

    private static async Task<UpdateResult> CompleteAsync(UpdateRun run, TrustFiles files, StoredTrust trust, TrustState? before, SyncOptions options)
    {
        var accepted = trust.State?.Accepted ?? ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        var built = TrustState.Build(run.Metadata, path => StoredFiles.Find(files.Files, path), new RegionEvidence
        {
            RoleFaults = files.RoleFaults.ToImmutable(),
            AcceptedBefore = AcceptedIssuers.Read(accepted),
            PartiesBefore = AcceptedParties.Read(accepted),
            NoticesBefore = AcceptedNotices.Read(accepted),
        });
        if (!built.Ok)
            return new(new(SyncFault.Incomplete, built.Detail), trust, null);
        var (shown, unseen) = options.UnsafeWithoutLog ? (built.Value, null) : await OnTheLogAsync(run, built.Value, before, options.LogPatience);
        if (unseen is not null)
            return new(unseen, trust, null);
        var state = new StoredState
        {
            SyncedAt = run.Now,
            Root = run.Metadata.RootFile.Bytes,
            Timestamp = run.Metadata.TimestampFile!.Bytes,
            Snapshot = run.Metadata.SnapshotFile!.Bytes,
            Roles = files.Roles,
            Files = files.Files.ToImmutable(),
            Accepted = AcceptedNotices.Keep(built.Value, accepted).SetItems(built.Value.Issuers.Keys.Select(code =>
                KeyValuePair.Create(code, files.Files[IssuersDocument.PathOf(code)]))).SetItems(AcceptedParties.Of(built.Value, files.Files)),
            LogProof = shown!.Epoch is { } epoch ? epoch.Proof.Write() : (ReadOnlyMemory<byte>?)null,
            StatusLists = trust.State?.StatusLists ?? [],
        };
        return new(null, trust with { State = state, OnlineKeysRotated = false, Floor = null }, shown);
    }

    private static async Task<(TrustState? State, SyncStop? Stop)> OnTheLogAsync(UpdateRun run, TrustState state, TrustState? before, TimeSpan patience)
    {
        try
        {
            return await LogUpdate.RunAsync(run, state, before, patience);
        }
        catch (OperationCanceledException)
        {
            return (null, new(SyncFault.TimedOut, "the run took too long"));
        }
    }
}
