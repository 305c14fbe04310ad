using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>
/// Several callers at work without rest: each registers drivers, applies, collects, sends an event of the feed and changes a
/// status, and asks again until it is acknowledged. Any other answer meanwhile than Unavailable is a failure.
/// </summary>
internal sealed class BusyClerks(TestRegion region, int clerks)
{
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<Deed> deeds = new();
    private Task[] work = [];

    /// <summary>How often a caller was told to ask again.</summary>
    internal int Refusals { get; private set; }

    /// <summary>How many drivers have gone all the way.</summary>
    internal int Done => deeds.Count;

    internal void Start() => work = [.. Enumerable.Range(0, clerks).Select(clerk => Task.Run(() => WorkAsync(clerk)))];

    /// <summary>Waits until so many more drivers have gone all the way.</summary>
    internal Task ProgressAsync(int more)
    {
        var before = deeds.Count;
        return Eventually.TrueAsync(
            () => work.FirstOrDefault(clerk => clerk.IsFaulted) is { } failed ? throw failed.Exception! : deeds.Count >= before + more, "the work goes on");
    }

    /// <summary>Brings what is under way to its end.</summary>
    internal async Task EndAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(work).WaitAsync(TestRegion.Patience);
    }

    /// <summary>Everything acknowledged is there, once, at the hub too; the database is whole.</summary>
    /// <param name="besides">Offers that others made.</param>
    internal async Task CheckAsync(int besides = 0)
    {
        Assert.NotEmpty(deeds);
        await Eventually.TrueAsync(() => deeds.All(deed => region.Headed().StatusOf(deed.Index) == StatusLetters.Worst(deed.Letters)), "the head says what was acknowledged");
        await Eventually.TrueAsync(() => region.Journal.Chains.Leaves(region.StatusKey, region.Clock.GetUtcNow()).Count == deeds.Count, "every licence is in a batch, once");
        await Eventually.TrueAsync(() => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE state <> 1")) == 0, "the backlog is drained");
        HubInvariants.Hold(region);
        Assert.Equal(deeds.Count, deeds.Select(deed => deed.Index).Distinct().Count());
        Assert.Equal(deeds.Count + besides, region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM licences")));
        Assert.Equal(deeds.Count, region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM life_events WHERE kind = 'PointsChanged'")));
        Assert.Equal(0, region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM feed_events WHERE reason IS NOT NULL")));
        Assert.Empty(region.Stored(db => NodeCheck.Violations(db, Province.Code)));
    }

    private async Task WorkAsync(int clerk)
    {
        using var office = Office.Of(region);
        for (var round = 0; !end.IsCancellationRequested; round++)
            deeds.Enqueue(await ServeAsync(office, (clerk * 10_000) + round));
    }

    private async Task<Deed> ServeAsync(Office office, int driver)
    {
        using var phone = Phone.Of(region);
        await UntilAsync(() => office.PutAsync(driver), HttpStatusCode.Created, HttpStatusCode.NoContent);
        var offer = (await UntilAsync(() => office.ApplyAsync(driver), HttpStatusCode.Created)).Json;
        byte[] licence = [];
        await UntilAsync(async () => (await CollectAsync(phone, offer, bytes => licence = bytes)), HttpStatusCode.OK);
        var eventId = $"points-{driver}";
        var told = await UntilAsync(() => SendAsync(office, eventId, driver), HttpStatusCode.OK);
        Assert.Contains(told.Json["results"]![0]!["outcome"]!.GetValue<string>(), new[] { "Applied", "Duplicate" });
        var (id, letters) = (offer["licenceId"]!.GetValue<string>(), driver % 2 == 0 ? "K" : "E");
        await UntilAsync(() => office.ChangeAsync(id, "M", urgent: false), HttpStatusCode.OK);
        await UntilAsync(() => office.ChangeAsync(id, letters), HttpStatusCode.OK);
        return new Deed(driver, id, offer["statusIndex"]!.GetValue<int>(), licence, letters, eventId);
    }

    private static async Task<Answer> CollectAsync(Phone phone, JsonNode offer, Action<byte[]> got)
    {
        var (answer, licence) = await phone.CollectAsync(offer["offer"]!.GetValue<string>());
        got(licence);
        return answer;
    }

    private static Task<Answer> SendAsync(Office office, string eventId, int driver) => office.PostAsync("/registry/events", new StringContent(
        new JsonObject { ["eventId"] = eventId, ["event"] = "Points", ["sequence"] = 1, ["DABH"] = SyntheticDriver.FileNumber(driver), ["LJJF"] = 3 }.ToJsonString(),
        Encoding.UTF8, "application/json"));

    private async Task<Answer> UntilAsync(Func<Task<Answer>> request, params HttpStatusCode[] acknowledged)
    {
        using var patience = new CancellationTokenSource(TestRegion.Patience * 2);
        while (true)
        {
            var answer = await request();
            if (acknowledged.Contains(answer.Status))
                return answer;
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable && answer.Problem == "Unavailable", $"{(int)answer.Status} {answer.Text}");
            Refusals++;
            Assert.False(patience.IsCancellationRequested, "the node stays unavailable");
            await Task.Delay(50);
        }
    }
}
