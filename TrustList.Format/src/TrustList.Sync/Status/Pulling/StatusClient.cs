using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>
/// Keeps a verifier's status at the hub's newest witnessed epoch, in memory and on disk: the smallest package that reaches
/// from what is held, and where none does, the nation's whole state. One instance serves one store; calls must not overlap.
/// </summary>
/// <param name="store">Where the status lives.</param>
/// <param name="hub">The hub's public address, or any mirror's: what it serves proves itself.</param>
/// <param name="http">The transport; see <see cref="TrustClient.CreateHttpClient"/>.</param>
/// <param name="clock">Now, and the timers.</param>
/// <param name="options">How patient to be.</param>
public sealed class StatusClient(StatusStore store, Uri hub, HttpClient http, TimeProvider clock, SyncOptions? options = null)
{
    private const int SingleRegions = 8;
    private readonly SyncOptions options = options ?? new SyncOptions();

    /// <summary>The states held, to decide by.</summary>
    public StatusMirror Mirror { get; } = new();

    /// <summary>Begins with what is stored, without any network.</summary>
    public StatusLoad Load(TrustState trust)
    {
        var load = store.Load(trust, clock.GetUtcNow());
        if (load.Status is { } status)
            Mirror.Begin(status.ToView());
        return load;
    }

    /// <summary>Brings the mirror and the store up to date, or says why not and keeps both.</summary>
    /// <param name="trust">The trust list.</param>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public async Task<StatusPullOutcome> PullAsync(TrustState trust, CancellationToken cancellation = default)
    {
        var downloads = new Downloader(http, hub, clock, options);
        var outcome = await FollowAsync(downloads, trust, cancellation);
        if (!outcome.Applied.IsEmpty && Save() is { } unsaved)
            outcome = outcome with { Transport = SyncFault.StoreFailed, Detail = unsaved };
        return outcome with { Requests = downloads.Requests, Bytes = downloads.Bytes };
    }

    /// <summary>Stores what is held; why it could not be, or null.</summary>
    public string? Save()
    {
        try
        {
            store.Save(Mirror);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return failure.Message;
        }
    }

    private async Task<StatusPullOutcome> FollowAsync(Downloader downloads, TrustState trust, CancellationToken cancellation)
    {
        // 1. The shortest way to a newer epoch. A refusal may be of this one file: the next larger one is asked for then.
        var outcome = new StatusPullOutcome();
        foreach (var path in StatusWindow.PathsFor(AgeOfMirror()))
        {
            outcome = await TakeAsync(downloads, path, outcome, trust, cancellation);
            if (outcome.Ok || outcome.Fault == MirrorFault.RolledBack || outcome.Transport is not (null or SyncFault.NotServed))
                break;
        }

        // 2. The nation's state may be some minutes old: a rollup follows it.
        if (outcome.Ok && outcome.Applied[^1].Path == "state/nation")
            foreach (var path in StatusWindow.PathsFor(AgeOfMirror()).SkipLast(1))
            {
                var after = await TakeAsync(downloads, path, outcome, trust, cancellation);
                if (after.Ok)
                {
                    outcome = after;
                    break;
                }
            }

        // 3. Single regions that could not be reached that way.
        foreach (var region in outcome.Behind.Take(SingleRegions))
            outcome = await TakeAsync(downloads, $"state/region/{region}", outcome, trust, cancellation);
        return outcome;
    }

    private async Task<StatusPullOutcome> TakeAsync(
        Downloader downloads, string path, StatusPullOutcome before, TrustState trust, CancellationToken cancellation)
    {
        var fetched = await downloads.GetAsync(path, Limits.StatusPackageBytes, null, null, cancellation);
        if (fetched.Bytes is not { } bytes)
            return before with { Transport = fetched.Fault ?? SyncFault.NotServed, Fault = null, Detail = fetched.Detail };
        var package = StatusPackage.Read(bytes);
        var applied = package.Ok
            ? Mirror.Apply(package.Value, trust, clock.GetUtcNow())
            : MirrorOutcome.Failed(MirrorFault.Malformed, $"{package.Fault}: {package.Detail}");
        return !applied.Ok
            ? before with { Transport = null, Fault = applied.Fault, Detail = $"{path}: {applied.Detail}" }
            : before with { Transport = null, Fault = null, Detail = string.Empty, Applied = before.Applied.Add((path, bytes.Length)), Behind = applied.Behind };
    }

    private TimeSpan? AgeOfMirror() => Mirror.IsEmpty ? null : Mirror.AsOf is { } at ? clock.GetUtcNow() - at : NewestHeadAge();

    // Without a log there is no epoch to count from; the newest head is the best guess, and the roots decide.
    private TimeSpan? NewestHeadAge() => Mirror.Regions.Max(region => region.IssuedAt) is { } at ? clock.GetUtcNow() - at : null;
}
