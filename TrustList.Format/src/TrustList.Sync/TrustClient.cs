using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>
/// Keeps a verifier's trust list up to date: the TUF client workflow over HTTP, with its state on disk. One instance
/// serves one store; calls of <see cref="SyncAsync"/> must not overlap.
/// </summary>
/// <param name="store">Where the state lives.</param>
/// <param name="anchor">The root file that the operator trusts from the start, usually <c>1.root.json</c>.</param>
/// <param name="hub">The hub's public address; the repository lies below <c>tuf/</c>.</param>
/// <param name="http">The transport; see <see cref="CreateHttpClient"/>.</param>
/// <param name="clock">Now, and the timers.</param>
/// <param name="options">How patient to be.</param>
public sealed class TrustClient(
    TrustStore store, ReadOnlyMemory<byte> anchor, Uri hub, HttpClient http, TimeProvider clock, SyncOptions? options = null)
{
    private readonly SyncOptions options = options ?? new SyncOptions();
    private bool loaded;
    private StoredTrust? trust;
    private TrustState? state;

    /// <summary>A transport that follows no redirect, keeps no cookie and bounds headers and connecting.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Loads what the last successful sync stored, without any network.</summary>
    /// <param name="store">Where the state lives.</param>
    /// <param name="now">Now, to say whether the list has expired since.</param>
    public static LoadOutcome Load(TrustStore store, DateTimeOffset now) => Load(store.Read(), now);

    /// <summary>Brings the state up to date, or says why not and keeps the good one.</summary>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public async Task<SyncOutcome> SyncAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        LoadOnce(now);
        var downloads = new Downloader(http, hub, clock, options);
        var statusDownloads = new Downloader(http, hub, clock, options);
        using var patience = new CancellationTokenSource(options.RunTimeout, clock);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        SyncOutcome outcome;
        try
        {
            outcome = await UpdateAsync(downloads, now, run.Token);
            cancellation.ThrowIfCancellationRequested();
            if (outcome.Ok && options.FetchStatusLists)
                outcome = await UpdateStatusAsync(statusDownloads, outcome, now, run.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            outcome = new SyncOutcome { Fault = SyncFault.TimedOut, Detail = "the run took too long" };
        }
        return outcome with
        {
            State = state,
            RequestCount = downloads.Requests,
            StatusRequestCount = statusDownloads.Requests,
            Bytes = downloads.Bytes + statusDownloads.Bytes,
        };
    }

    private async Task<SyncOutcome> UpdateAsync(Downloader downloads, DateTimeOffset now, CancellationToken cancellation)
    {
        var result = await TrustUpdate.RunAsync(downloads, anchor, trust, state, now, options, cancellation);
        var changed = result.Trust is not null && !result.Trust.IsSameList(trust);
        var unstored = changed ? Store(result.Trust!) : null;
        if (result.Stop is { } stop)
            return new SyncOutcome { Fault = stop.Fault, MetadataFault = stop.MetadataFault, Detail = stop.Detail };
        if (unstored is not null)
            return unstored;
        state = state is null ? result.State! : result.State!.KeepingStatusLists(state, now);
        return new SyncOutcome { Changed = changed };
    }

    private async Task<SyncOutcome> UpdateStatusAsync(Downloader downloads, SyncOutcome outcome, DateTimeOffset now, CancellationToken cancellation)
    {
        var (next, stored, faults) = await StatusUpdate.RunAsync(downloads, state!, trust!.State!, now, options.Concurrency, cancellation);
        outcome = outcome with { StatusFaults = faults };
        if (stored.StatusLists.SequenceEqual(trust.State!.StatusLists))
            return outcome;
        if (Store(trust with { State = stored }) is { } failure)
            return failure with { StatusFaults = faults };
        state = next;
        return outcome with { Changed = true };
    }

    private SyncOutcome? Store(StoredTrust next)
    {
        try
        {
            store.Write(next);
            trust = next;
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SyncOutcome { Fault = SyncFault.StoreFailed, Detail = failure.Message };
        }
    }

    private void LoadOnce(DateTimeOffset now)
    {
        if (loaded)
            return;
        var read = store.Read();
        trust = read.Trust;
        state = Load(read, now).State;
        loaded = true;
    }

    private static LoadOutcome Load((StoredTrust? Trust, LoadFault? Fault, string Detail) read, DateTimeOffset now)
    {
        if (read.Fault is { } fault)
            return new(null, fault, read.Detail, null, false);
        if (read.Trust!.State is not { } stored)
            return new(null, LoadFault.Empty, "no sync has succeeded yet", null, false);
        var verified = StoredVerification.Run(stored);
        return verified.Ok
            ? new(verified.Value, null, string.Empty, stored.SyncedAt, verified.Value.ValidUntil <= now)
            : new(null, LoadFault.NotVerified, verified.Detail, stored.SyncedAt, false);
    }
}
