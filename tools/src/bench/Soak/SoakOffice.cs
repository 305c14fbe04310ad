using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Testing;

namespace Federation.Bench.Soak;

/// <summary>A province's system at work: it issues, revokes, suspends and lifts, and repeats each request until it is acknowledged.</summary>
internal sealed class SoakOffice(Country country, Region home, Inspection desks, SeededGenerator random, Func<int> next)
{
    private const int MostWatched = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Letters = ["A", "A", "J", "E"];
    private readonly List<WatchedLicence> licences = [];

    /// <summary>Licences that a phone collected.</summary>
    public int Issued { get; private set; }

    /// <summary>Changes that were acknowledged.</summary>
    public int Changed { get; private set; }

    /// <summary>Works until it is told to stop; what is under way is brought to its end.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (licences.Count < 3 || random.Next(6) == 0)
                await IssueAsync(stop);
            else
                await ChangeAsync(random.Pick(licences));
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task IssueAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (id, phone) = await country.Issue(Driver.Synthetic(home, next()), CancellationToken.None);
                Issued++;
                if (licences.Count >= MostWatched)
                    return;
                var licence = new WatchedLicence(home, id, phone);
                licences.Add(licence);
                desks.Add(licence);
                return;
            }
            catch (Exception cut) when (IsCut(cut))
            {
                await Task.Delay(Again, CancellationToken.None); // With another driver: what a kill cut short stays uncollected.
            }
        }
    }

    private Task ChangeAsync(WatchedLicence licence)
    {
        var letters = random.Pick(Letters);
        return licence.ChangeAsync(letters, async () =>
        {
            while (true)
            {
                try
                {
                    using var office = country[home].OfficeClient();
                    await new Demo.People.Office(office).ChangeStatus(licence.Id, letters, "a soak's change", urgent: true, CancellationToken.None);
                    Changed++;
                    return;
                }
                catch (Exception cut) when (IsCut(cut))
                {
                    await Task.Delay(Again, CancellationToken.None); // Done or not: asking again is harmless.
                }
            }
        });
    }

    private static bool IsCut(Exception e) => e is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException;
}
