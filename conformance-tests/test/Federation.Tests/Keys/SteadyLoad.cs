using System.Collections.Concurrent;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;

namespace Federation.Tests.Keys;

/// <summary>
/// Requests without a pause, by kept connections and by new ones: a desk of Jiangsu asks live about a Shanghai licence through both
/// gateways and Shanghai's issuer; Shanghai's office asks its issuer; national operators bring the hub what it has. What fails is kept.
/// </summary>
internal sealed class SteadyLoad(Country country, Phone phone)
{
    private readonly ConcurrentQueue<string> failures = new();
    private readonly ConcurrentDictionary<string, int> done = new();

    /// <summary>What failed, and how.</summary>
    internal IReadOnlyCollection<string> Failures => failures;

    /// <summary>How many requests of a kind succeeded.</summary>
    internal int Done(string kind) => done.GetValueOrDefault(kind);

    /// <summary>Runs until it is told to stop.</summary>
    internal Task RunAsync(CancellationToken end)
    {
        var (kept, pin) = (country[Region.Jiangsu].DeskClient("counter"), country[Region.Jiangsu].PolicePin);
        HttpClient Desk()
        {
            if (pin == country[Region.Jiangsu].PolicePin) return kept;
            kept.Dispose(); // The desk itself begins anew with its next key.
            (kept, pin) = (country[Region.Jiangsu].DeskClient("counter"), country[Region.Jiangsu].PolicePin);
            return kept;
        }
        var office = country[Region.Shanghai].OfficeClient();
        var (targets, files) = country.Nation!.SignTargets(country.Clock.Now);
        return Task.WhenAll(
            Repeat("desk, kept", () => AskAsync(Desk()), end), Repeat("desk, new", () => WithNew(country[Region.Jiangsu].DeskClient("counter"), AskAsync), end),
            Repeat("office, kept", () => ListAsync(office), end, office), Repeat("office, new", () => WithNew(country[Region.Shanghai].OfficeClient(), ListAsync), end),
            Repeat("hub", async () =>
            {
                await country.Hub.Submit(RoleNames.Targets, targets, files, CancellationToken.None);
                return null;
            }, end));
    }

    /// <summary>Waits until every kind succeeded again, twice.</summary>
    internal async Task GoOnAsync(CancellationToken cancel)
    {
        var before = done.ToDictionary();
        await Wait.Until("every kind of request succeeds", () => Task.FromResult(!failures.IsEmpty || (done.Count == 5 && done.All(kind => kind.Value >= before.GetValueOrDefault(kind.Key) + 2))), cancel);
        Assert.Empty(failures);
    }

    private async Task Repeat(string kind, Func<Task<string?>> act, CancellationToken end, HttpClient? kept = null)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (await act() is { } wrong)
                    failures.Enqueue($"{kind}: {wrong}");
                else
                    done.AddOrUpdate(kind, 1, (_, count) => count + 1);
            }
            catch (Exception e)
            {
                failures.Enqueue($"{kind}: {e.Message}: {e.InnerException?.Message}");
            }
            await Task.Delay(20, CancellationToken.None);
        }
        kept?.Dispose();
    }

    private async Task<string?> AskAsync(HttpClient desk)
    {
        var verdict = await new Desk(desk, Region.Jiangsu.Code).Verify(phone.Present("desk.test"), "counter", live: true, CancellationToken.None);
        return verdict["outcome"]!.GetValue<string>() == "Accepted" && verdict["restsOn"]!["live"] is not null ? null : verdict.ToJsonString();
    }

    private static async Task<string?> ListAsync(HttpClient office)
    {
        using var answer = await office.GetAsync(new Uri("/reviews", UriKind.Relative));
        return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static async Task<string?> WithNew(HttpClient client, Func<HttpClient, Task<string?>> act)
    {
        using (client) return await act(client);
    }
}
