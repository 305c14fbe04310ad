using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Tests.World;
using TrustList.Testing;

namespace Federation.Tests.Faults;

/// <summary>A licence as the office knows it: only what the issuer has acknowledged.</summary>
/// <param name="Uri">Its status list.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Letters">The letters last acknowledged.</param>
internal sealed record KnownLicence(string Uri, int Index, string Letters);

/// <summary>
/// The province's own system at work without rest: it registers drivers, applies for licences and changes statuses, and
/// repeats each request until the issuer has acknowledged it, as such a system must.
/// </summary>
internal sealed class BusyOffice(RegionSite site, ulong seed)
{
    // Valid, suspended, revoked, restricted: values that differ, so that a lost change shows.
    private static readonly string[] Letters = ["A", "J", "E", "B"];
    private readonly SeededGenerator random = new(seed);
    private int acknowledged;

    /// <summary>Every licence that was acknowledged, by its id.</summary>
    public ConcurrentDictionary<string, KnownLicence> Licences { get; } = new();

    /// <summary>How many changes were acknowledged.</summary>
    public int Acknowledged => acknowledged;

    /// <summary>Works until told to stop; the request under way is brought to its end.</summary>
    public async Task Work(CancellationToken stop)
    {
        using var issuer = site.OfficeClient();
        issuer.Timeout = TimeSpan.FromSeconds(3);
        while (!stop.IsCancellationRequested)
        {
            if (Licences.Count < 3 || random.Next(4) == 0) await Apply(issuer);
            else await Change(issuer, random.Pick([.. Licences.Keys]));
        }
    }

    private async Task Apply(HttpClient issuer)
    {
        var driver = Drivers.Next();
        await UntilAcknowledged(() => issuer.PutAsJsonAsync($"/registry/{driver.FileNumber}", driver.ToRecord()));
        var offer = await UntilAcknowledged(() => issuer.PostAsJsonAsync("/licences", new JsonObject { ["fileNumber"] = driver.FileNumber }));
        var licence = new KnownLicence(offer!["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>(), "A");
        await TryCollect(offer["offer"]!.GetValue<string>());
        if (!Licences.TryAdd(offer["licenceId"]!.GetValue<string>(), licence)) throw new InvalidOperationException("a licence id was given twice");
    }

    /// <summary>A phone collects the licence, which signs it and logs its leaf. Once: what a kill cuts short stays uncollected.</summary>
    private async Task TryCollect(string offer)
    {
        try
        {
            using var gateway = site.GatewayClient();
            gateway.Timeout = TimeSpan.FromSeconds(3);
            await Phone.Collect(gateway, site.Region.Code, offer, CancellationToken.None);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException or InvalidOperationException)
        {
        }
    }

    private async Task Change(HttpClient issuer, string id)
    {
        var letters = random.Pick(Letters);
        await UntilAcknowledged(() => issuer.PostAsJsonAsync(
            $"/licences/{id}/status", new JsonObject { ["letters"] = letters, ["reason"] = "a test's change", ["urgent"] = true }));
        Licences[id] = Licences[id] with { Letters = letters };
        Interlocked.Increment(ref acknowledged);
    }

    private static async Task<JsonNode?> UntilAcknowledged(Func<Task<HttpResponseMessage>> request)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await request();
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode) return text.Length == 0 ? null : JsonNode.Parse(text);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries > 600) throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
            }
            catch (Exception unknown) when (unknown is HttpRequestException or IOException or TaskCanceledException && tries <= 600)
            {
                // Done or not: asking again must be harmless.
            }

            await Task.Delay(50);
        }
    }
}
