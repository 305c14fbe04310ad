using System.Diagnostics;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Testing.Databases;

namespace Demo.Steps;

/// <summary>The leading instance of the hub is killed in the middle of everything.</summary>
public sealed class Takeover(Country country, bool mustRun)
{
    /// <summary>The step.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("takeover", "Nobody", "notices that the leading hub is killed while a driver applies and a licence is revoked: another leads, and the log goes on", Killed),
    ];

    private async Task<StepEnd> Killed(CancellationToken cancel)
    {
        if (country.Hub.Instances is not { } hubs) return new StepEnd(!mustRun, "Skipped", Note: LocalPostgres.Missing ?? "the hub stands alone");
        var (term, place) = await hubs.LeaderAsync();
        var (licence, phone) = await country.Issue(Driver.SuzhouSecond, cancel);
        var before = await Ask(phone, cancel);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reads = ReadAsync(reading.Token);
        var since = Stopwatch.StartNew();
        await hubs.KillAsync(place);
        using (var client = country[Region.Suzhou].OfficeClient())
            await new Office(client).ChangeStatus(licence, "E", "revoked (rehearsal)", urgent: true, cancel);
        var verdict = before;
        await Wait.Until("the revocation reaches Beijing", async () => (verdict = await Ask(phone, cancel)).Outcome() == "Refused", cancel);
        var refused = since.ElapsedMilliseconds;
        await reading.CancelAsync();
        var (read, unanswered) = await reads;
        hubs.Launch(place);
        await Wait.Until("the killed instance follows", () => hubs.FollowsAsync(place), cancel, seconds: 60);
        var (now, leader) = await hubs.LeaderAsync();
        var end = verdict.Expect("Refused", "Revoked", $"hub-{place + 1} led term {term} and was killed; hub-{leader + 1} leads term {now}. Revoked meanwhile, refused in Beijing {refused} ms after the kill; the list read {read} times, {unanswered} unanswered. hub-{place + 1} follows.");
        return end with { Ok = end.Ok && before.Outcome() == "Accepted" && now > term && leader != place && unanswered == 0 };
    }

    /// <summary>Reads the trust list without rest; a connection that breaks is tried once more, as clients do.</summary>
    private async Task<(int Read, int Unanswered)> ReadAsync(CancellationToken cancel)
    {
        var (read, unanswered) = (0, 0);
        while (!cancel.IsCancellationRequested)
        {
            if (await ReadOnceAsync() || await ReadOnceAsync()) read++;
            else unanswered++;
            await Task.Delay(50, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (read, unanswered);
    }

    private async Task<bool> ReadOnceAsync()
    {
        try
        {
            using var answer = await country.Http.GetAsync(new Uri(country.Hub.PublicUrl, "tuf/timestamp.json"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task<System.Text.Json.Nodes.JsonNode> Ask(Phone phone, CancellationToken cancel) =>
        country.Ask(Region.Beijing, phone.Present("officer.beijing.example"), "roadside", live: false, cancel);
}
