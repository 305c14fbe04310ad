using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>
/// A TUF client of any repository, in the steps that <see cref="TrustClient"/> takes too (SPEC.md §4.6). Its folder
/// holds trusted metadata under the names that TUF clients share and is changed after each step, each file at once:
/// a crash leaves files that were all trusted, and the next run goes on from them. One process, one instance at a time.
/// </summary>
/// <param name="metadata">The folder of trusted metadata.</param>
/// <param name="repository">Where the repository is served.</param>
/// <param name="http">The transport; see <see cref="TrustClient.CreateHttpClient"/>.</param>
/// <param name="clock">Now, and the timers.</param>
/// <param name="options">How patient to be.</param>
/// <param name="foreign">Keys of further types that count, or null.</param>
public sealed class TufClient(
    IFileStore metadata, TufRepository repository, HttpClient http, TimeProvider clock, SyncOptions? options = null, IForeignKeys? foreign = null)
{
    private readonly SyncOptions options = options ?? new SyncOptions();
    private readonly MetadataFolder folder = new(metadata);

    /// <summary>Begins to trust a root, without any request. The folder must not hold one.</summary>
    /// <param name="metadata">The folder of trusted metadata.</param>
    /// <param name="root">The anchor: a root file signed by its own threshold, from a source that is trusted otherwise.</param>
    /// <param name="foreign">Keys of further types that count, or null.</param>
    public static TufOutcome Init(IFileStore metadata, ReadOnlyMemory<byte> root, IForeignKeys? foreign = null)
    {
        var start = TrustedMetadata.Start(root, foreign);
        if (!start.Ok)
            return Refused(start);
        try
        {
            var folder = new MetadataFolder(metadata);
            if (folder.Find(RoleNames.Root) is not null)
                return new() { Fault = SyncFault.AnchorRefused, Detail = "the folder has a root already" };
            folder.Keep(RoleNames.Root, root);
            return new();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unstored(failure);
        }
    }

    /// <summary>Brings the top-level metadata up to date (TUF §5.3 to §5.6).</summary>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public Task<TufOutcome> RefreshAsync(CancellationToken cancellation = default) => DownloadAsync([], null, cancellation);

    /// <summary>
    /// Brings the metadata up to date, then fetches target files one after the other (TUF §5.6.7, §5.7), and stops at
    /// the first that cannot be had. A file of at most 5 MB that is there already is not fetched again.
    /// </summary>
    /// <param name="paths">The target paths.</param>
    /// <param name="targets">Where the files go, each under its path, escaped to one name.</param>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public async Task<TufOutcome> DownloadAsync(IReadOnlyList<string> paths, IFileStore? targets, CancellationToken cancellation = default)
    {
        using var patience = new CancellationTokenSource(options.RunTimeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await RunAsync(paths, targets, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new() { Fault = SyncFault.TimedOut, Detail = "the run took too long" };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unstored(failure);
        }
    }

    private async Task<TufOutcome> RunAsync(IReadOnlyList<string> paths, IFileStore? targets, CancellationToken cancellation)
    {
        // §5.2: from the newest root that was stored.
        if (folder.Find(RoleNames.Root) is not { } root)
            return new() { Fault = SyncFault.AnchorRefused, Detail = "the folder has no root" };
        var start = TrustedMetadata.Start(root, foreign);
        if (!start.Ok)
            return Refused(start);
        var trusted = folder.Find(RoleNames.Timestamp) is { } timestamp
            ? start.Next!.WithFloors(timestamp, folder.Find(RoleNames.Snapshot)).Next ?? start.Next!
            : start.Next!;
        var run = new UpdateRun(
            new Downloader(http, repository.Metadata, clock, options), repository.Layout, folder, trusted, clock.GetUtcNow(), cancellation);
        var stop = await RootUpdate.RunAsync(run) ?? await TopLevelUpdate.RunAsync(run);
        foreach (var path in paths)
            stop ??= await FetchAsync(run, path, targets!);
        return TufOutcome.From(stop);
    }

    private static async Task<SyncStop?> FetchAsync(UpdateRun run, string path, IFileStore targets)
    {
        if (await TargetLookup.RunAsync(run, path) is { } stop)
            return stop;
        var name = Uri.EscapeDataString(path);
        var held = targets.Read(name);
        var (bytes, missing) = await TargetFiles.GetAsync(run, path, held is null ? null : (ReadOnlyMemory<byte>?)held);
        if (missing is not null)
            return missing;
        if (held is null || !held.AsSpan().SequenceEqual(bytes!.Value.Span))
            targets.Replace(name, bytes!.Value);
        return null;
    }

    private static TufOutcome Refused(TrustResult start) =>
        new() { Fault = SyncFault.AnchorRefused, MetadataFault = start.Fault, Detail = start.Detail };

    private static TufOutcome Unstored(Exception failure) => new() { Fault = SyncFault.StoreFailed, Detail = failure.Message };
}
