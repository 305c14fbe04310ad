using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Federation.Hosting.Storage;
using Federation.Leading;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Hosts;
using Xunit.Abstractions;

namespace RegionNode.Issuer.Tests;

/// <summary>Several issuers on one PostgreSQL database: one leads, the others forward to it and take over.</summary>
public sealed class InstancesTests(ITestOutputHelper output)
{
    private const int UsualTakeovers = 2, Callers = 3;

    [PostgresStoreFact]
    public async Task Survives_takeovers_with_nothing_lost_and_no_index_given_twice()
    {
        var ordeal = Ordeal.Of(UsualTakeovers);
        output.WriteLine(ordeal.ToString());
        await using var region = await TestRegion.PrepareAsync();
        await using var instances = await IssuerInstances.StartAsync(region, 3);
        var table = new TakeoverTable("Three issuers of a region on one PostgreSQL database, on one machine with a simulated hub, and three callers with one driver after the other each; the lease is 2.5 s. From what happens to the leader until another one is ready. Made by `./soak issuers`.");
        var taking = TakeAsync(instances, ordeal, table);
        List<Errand> errands = [];
        while (!taking.IsCompleted || errands.Count == 0)
        {
            Errand[] together = [.. Enumerable.Range(0, Callers).Select(_ => new Errand(region, () => taking.IsFaulted ? taking : Task.CompletedTask))];
            await Task.WhenAll(together.Select((errand, n) => errand.RunAsync(errands.Count + n)));
            errands.AddRange(together);
        }
        await taking;
        Assert.Equal(errands.Count, errands.Select(errand => errand.StatusIndex).Distinct().Count());
        Assert.All(errands, errand => Assert.True(errand.CheckAsync().Wait(TestRegion.Patience), ordeal.ToString()));
        HubInvariants.Hold(region);
        var indexes = region.Journal.Chains.Leaves(region.StatusKey, region.Clock.GetUtcNow()).Count();
        output.WriteLine($"{errands.Count} drivers, {indexes} leaves\n{table.Text()}");
        if (Environment.GetEnvironmentVariable("FEDERATION_REPORT") is { Length: > 0 } report)
            await File.WriteAllTextAsync(report, $"{table.Text()}\nMeanwhile {errands.Count} drivers went their whole way, from the record to the revocation; each licence has an index of its own.\n");
    }

    [PostgresStoreFact]
    public async Task Rejects_a_caller_whom_a_caller_names()
    {
        await using var region = await TestRegion.PrepareAsync();
        await using var instances = await IssuerInstances.StartAsync(region, 2);
        var leader = instances.Leader.Place;
        await instances.FollowsAsync(1 - leader);
        foreach (var place in new[] { leader, 1 - leader })
        {
            using var stranger = region.Client(region.Stranger);
            stranger.DefaultRequestHeaders.Add(ForwardedCaller.Header, ForwardedCaller.Write(region.ProvinceSystem.Certificate));
            using var refused = await stranger.PutAsJsonAsync(new Uri(instances[place], $"/registry/{SyntheticDriver.FileNumber(place)}"), SyntheticDriver.Record(place, "A", 0));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            using var province = region.Client(region.ProvinceSystem);
            using var taken = await province.PutAsJsonAsync(new Uri(instances[place], $"/registry/{SyntheticDriver.FileNumber(place)}"), SyntheticDriver.Record(place, "A", 0));
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        }
    }

    [PostgresStoreFact]
    public async Task Rejects_every_write_of_an_earlier_leader()
    {
        await using var region = await TestRegion.PrepareAsync();
        var place = region.Database.Place;
        using var seat = new LeaderSeat(PostgresPlace.Of(place.Connection, place.PasswordFile), TimeSpan.FromMinutes(1));
        var late = Next();
        var first = Next();
        Assert.Throws<DatabaseTakenException>(() => IssuerDatabase.Open(place with { Term = late })); // It stood still before it claimed.
        using var before = IssuerDatabase.Open(place with { Term = first });
        before.Write("test", _ => true);
        using var after = IssuerDatabase.Open(place with { Term = Next() });
        Assert.Throws<DatabaseTakenException>(() => before.Write("test", _ => true));
        after.Write("test", _ => true);

        long Next()
        {
            seat.Leave(seat.Look().Term); // As if its time had run out.
            return seat.TryTake(seat.Look(), "issuer", "https://127.0.0.1:1/")!.Value;
        }
    }

    /// <summary>Kills the leader, or lets it stand still until another leads, in turn; then it follows again.</summary>
    private static async Task TakeAsync(IssuerInstances instances, Ordeal ordeal, TakeoverTable table)
    {
        for (var n = 0; n < ordeal.Kills; n++)
        {
            await Task.Delay(200 + ordeal.Random.Next(1_500));
            var (term, place) = instances.Leader;
            var kind = (TakeoverKind)(n % Enum.GetValues<TakeoverKind>().Length);
            var moment = Stopwatch.GetTimestamp();
            if (kind == TakeoverKind.Killed)
                instances.Kill(place);
            else
                instances.Freeze(place);
            await Eventually.TrueAsync(() => instances.IsLedAfterAsync(term), $"{ordeal}: another leads after {kind}");
            table.Add(kind, Stopwatch.GetElapsedTime(moment));
            if (kind == TakeoverKind.Killed)
                instances.Restart(place);
            else
                instances.Thaw(place);
            await instances.FollowsAsync(place);
        }
    }
}
