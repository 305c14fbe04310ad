using System.Globalization;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Federation.Bench.Soak;

/// <summary>Who decides beside the regions' desks: handhelds that sync and then decide alone, two gateways on one Redis, and those who follow the feed.</summary>
internal sealed class SoakVerifiers(Country country, Inspection desks)
{
    private static readonly TimeSpan BetweenSyncs = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenScans = TimeSpan.FromMilliseconds(150);
    private int offline;
    private int pulls;
    private int heard;
    private int paired;

    /// <summary>What was done, in words.</summary>
    public string Told => string.Create(CultureInfo.InvariantCulture, $"{pulls} syncs of a handheld with {offline} verdicts, {paired} verdicts of the pair, {heard} messages of the feed");

    /// <summary>A handheld: the real trustctl syncs; then it decides about some licences from its folder alone.</summary>
    public async Task CarryAsync(Workspace workspace, CancellationToken stop)
    {
        var device = new Handheld(workspace, country.Clock, "soak");
        var anchor = country.Hub.TrustAnchor;
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            try
            {
                var pulled = TimeProvider.System.GetTimestamp();
                var (synced, _) = await device.Sync(country.Hub.PublicUrl, anchor, CancellationToken.None);
                var (code, _) = synced == 0 ? await device.PullStatus(country.Hub.PublicUrl, CancellationToken.None) : (synced, null!);
                var all = desks.Licences;
                if (code == 0 && all.Count > 0)
                {
                    pulls++;
                    for (var i = 0; i < 3; i++)
                    {
                        var licence = all[(n + (i * all.Count / 3)) % all.Count];
                        var (_, verdict) = await device.Verify(licence.Phone.Present("desk.test"), Region.Jiangsu.Code, "roadside", CancellationToken.None);
                        desks.Judge("a handheld", licence, verdict, pulled, live: false);
                        offline++;
                    }
                }
            }
            catch (InvalidOperationException)
            {
                // The hub was away.
            }
            await Task.Delay(BetweenSyncs, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks the two gateways in turn.</summary>
    public async Task AskPairAsync(GatewayPair pair, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var all = desks.Licences;
            try
            {
                if (all.Count > 0)
                {
                    var licence = all[n / 2 % all.Count];
                    var before = TimeProvider.System.GetTimestamp();
                    desks.Judge($"gateway {(n % 2) + 1} of the pair", licence, await pair.Verify(n % 2, licence.Phone.Present("desk.test"), live: n % 4 < 2, stop), before, live: n % 4 < 2);
                    paired++;
                }
            }
            catch (Exception away) when (away is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
            {
                // Being replaced.
            }
            await Task.Delay(BetweenScans, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Follows the hub's feed.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        using var http = TrustClient.CreateHttpClient();
        try
        {
            await foreach (var message in new EventStreamFeed(country.Hub.PublicUrl, http, TimeProvider.System).ReadAsync(stop))
                if (message is not (FeedConnected or FeedLost))
                    Interlocked.Increment(ref heard);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
