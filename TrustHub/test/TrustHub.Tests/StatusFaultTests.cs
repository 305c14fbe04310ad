using Dapper;
using Federation.Hosting;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Status;
using TrustHub.Storage;
using TrustHub.Tests.Support;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>Status heads through restarts, failed writes, folding and damage: none is lost, none counts twice.</summary>
public sealed class StatusFaultTests : HubTest
{
    [Fact]
    public async Task Survives_a_restart_between_heads()
    {
        var (operators, chain) = Region();
        await using (var hub = await ReadyAsync(operators))
        {
            await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
            await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (5, 2), (6, 1)));
        }
        await using var again = await StartAsync();
        await again.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (6, 0), (7, 3)));
        await StateIsAsync(again, operators, chain);
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Theory]
    [InlineData(CrashMoment.Before)]
    [InlineData(CrashMoment.After)]
    public async Task Survives_a_failure_of_each_write_without_loss_or_repetition(CrashMoment moment)
    {
        for (var place = 1; place <= 5; place++)
        {
            using var folder = new TestFolder();
            var operators = Operators.Incept(folder.Path);
            var chain = new HeadChain(operators.Shanghai);
            var heads = Enumerable.Range(0, 5).Select(i => chain.Next(Clock.Now, (i, 1), (10, (byte)(i % 4)))).ToList();
            var store = new FaultyStatusStore(moment, place);
            await using (var hub = await RunningHub.StartAsync(folder.Path, Clock, store.Install))
            {
                await hub.AdmitAsync(operators, operators.Shanghai);
                using var reader = await SseReader.OpenAsync(hub);
                foreach (var head in heads)
                {
                    try
                    {
                        await hub.SubmitAsync(operators.Shanghai, head);
                    }
                    catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
                    {
                        Assert.Equal(place, store.Writes);
                        var receipt = await hub.SubmitAsync(operators.Shanghai, head); // As a node does.
                        Assert.Equal(moment == CrashMoment.After, receipt.Duplicate);
                    }
                }
                await StateIsAsync(hub, operators, chain);
                for (var version = 1; version <= heads.Count; version++)
                    Assert.Equal(version, (long)(await reader.NextAsync()).Data["version"]!);
            }
            await using var again = await RunningHub.StartAsync(folder.Path, Clock);
            await StateIsAsync(again, operators, chain);
            Assert.True((await again.SubmitAsync(operators.Shanghai, heads[^1])).Duplicate);
        }
    }

    [Theory]
    [InlineData(CrashMoment.Before)]
    [InlineData(CrashMoment.After)]
    public async Task Survives_a_death_at_each_write(CrashMoment moment)
    {
        for (var place = 1; place <= 3; place++)
        {
            using var folder = new TestFolder();
            var operators = Operators.Incept(folder.Path);
            var chain = new HeadChain(operators.Shanghai);
            var heads = Enumerable.Range(0, 3).Select(i => chain.Next(Clock.Now, (i, 1))).ToList();
            var store = new FaultyStatusStore(moment, place);
            await using (var hub = await RunningHub.StartAsync(folder.Path, Clock, store.Install))
            {
                await hub.AdmitAsync(operators, operators.Shanghai);
                for (var i = 0; i < place - 1; i++)
                    await hub.SubmitAsync(operators.Shanghai, heads[i]);
                await Assert.ThrowsAsync<RpcException>(() => hub.SubmitAsync(operators.Shanghai, heads[place - 1]));
            }
            await using var again = await RunningHub.StartAsync(folder.Path, Clock);
            var receipts = new List<Receipt>();
            foreach (var head in heads)
                receipts.Add(await again.SubmitAsync(operators.Shanghai, head));
            Assert.Equal([1L, 2L, 3L], receipts.Select(receipt => receipt.LogIndex));
            Assert.Equal(heads.Select((_, i) => i < place - 1 || (i == place - 1 && moment == CrashMoment.After)), receipts.Select(receipt => receipt.Duplicate));
            await StateIsAsync(again, operators, chain);
        }
    }

    [Fact]
    public async Task Folds_what_no_rollup_reaches_and_answers_as_before()
    {
        var (operators, chain) = Region();
        SubmitStatusHeadRequest old;
        await using (var hub = await ReadyAsync(operators))
        {
            old = chain.Next(Clock.Now, (5, 1));
            await hub.SubmitAsync(operators.Shanghai, old);
            await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (6, 2)));
            Clock.Now += TimeSpan.FromDays(8);
            await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (7, 3)));
            var before = await hub.Http.GetByteArrayAsync("/state/nation");
            hub.Services.GetRequiredService<StatusFolding>().Fold();
            Assert.Equal(2, hub.Services.GetRequiredService<RegionStates>().Find("310000")!.BaseVersion);
            Assert.Equal(before, await hub.Http.GetByteArrayAsync("/state/nation"));
            await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (8, 1)));
            await StateIsAsync(hub, operators, chain);
            var rollup = await new PackageReader(operators.Nodes).FetchAsync(hub, "rollup/7d");
            Assert.Equal<StatusChange>([new StatusChange(7, 3), new StatusChange(8, 1)], StatusDeltaCodec.Decode(rollup.Payloads[0]).Value.Changes);
            await Refusals.WithAsync(AdmissionFault.Rollback, () => hub.SubmitAsync(operators.Shanghai, old));
        }
        await using var again = await StartAsync();
        await StateIsAsync(again, operators, chain);
        await again.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (9, 1)));
        await StateIsAsync(again, operators, chain);
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Theory]
    [InlineData("UPDATE status_head SET delta = zeroblob(9) WHERE version = 2")]
    [InlineData("DELETE FROM status_head WHERE version = 1")]
    [InlineData("DELETE FROM status_head WHERE version = 2")]
    [InlineData("UPDATE status_head SET head = zeroblob(9) WHERE version = 3")]
    [InlineData("UPDATE status_head SET delta = (SELECT delta FROM status_head WHERE version = 1) WHERE version = 3")]
    [InlineData("INSERT INTO status_base VALUES ('310000', 2, zeroblob(3))")]
    public async Task Refuses_to_start_on_damaged_heads(string damage)
    {
        var (operators, chain) = Region();
        await using (var hub = await ReadyAsync(operators))
        {
            for (var i = 0; i < 3; i++)
                await hub.SubmitAsync(operators.Shanghai, chain.Next(Clock.Now, (i, 1)));
        }
        using (var database = HubDatabase.OpenFile(Data))
            database.Write((connection, transaction) => Assert.NotEqual(0, connection.Execute(damage, transaction: transaction)));
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Contains("310000", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Contains("310000", Assert.Single(RepositoryCheck.Violations(Data)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_both_heads_of_a_region_that_contradicts_itself()
    {
        var (operators, chain) = Region();
        var (claims, delta, _) = chain.Draft(Clock.Now, (9, 2));
        var honest = chain.Next(Clock.Now, (5, 1));
        var other = chain.Request(claims, delta, id: "the-other-head");
        await using (var hub = await ReadyAsync(operators))
        {
            await hub.SubmitAsync(operators.Shanghai, honest);
            await Refusals.WithAsync(AdmissionFault.Equivocation, () => hub.SubmitAsync(operators.Shanghai, other));
            await Refusals.WithAsync(AdmissionFault.Equivocation, () => hub.SubmitAsync(operators.Shanghai, other));
            await StateIsAsync(hub, operators, chain);
            var shown = System.Text.Json.Nodes.JsonNode.Parse(await hub.Http.GetStringAsync("/state/evidence"))!["equivocations"]!.AsArray();
            var evidence = Assert.Single(shown)!;
            Assert.Equal(("310000", 1L), ((string)evidence["region"]!, (long)evidence["version"]!));
            Assert.Equal([honest.Head.ToBase64(), other.Head.ToBase64()], evidence["heads"]!.AsArray().Select(head => (string)head!));
            var key = operators.Shanghai.Region.StatusKey.PublicKey;
            Assert.All(evidence["heads"]!.AsArray(), head => Assert.True(
                VerifiedStatusHead.Verify(Convert.FromBase64String((string)head!), "310000", _ => key, Clock.Now).Ok));
        }
        using var output = new StringWriter();
        Assert.Equal(0, EventsVerb.Run(["--data", Data], output, TextWriter.Null));
        var line = Assert.Single(output.ToString().Split('\n'), line => line.Contains("Z evidence ", StringComparison.Ordinal));
        Assert.Contains(honest.Head.ToBase64(), line, StringComparison.Ordinal);
        Assert.Contains(other.Head.ToBase64(), line, StringComparison.Ordinal);
        Assert.Contains("status head 1", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    private static async Task StateIsAsync(RunningHub hub, Operators operators, HeadChain chain)
    {
        var device = new PackageReader(operators.Nodes);
        await device.ApplyAsync(hub, "region/310000", hub.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        Assert.Equal(chain.Version, device.Versions["310000"]);
        Assert.Equal(chain.State.Exceptions(), device.States["310000"].Exceptions());
    }

    private (Operators Operators, HeadChain Chain) Region()
    {
        var operators = Operators.Incept(Data);
        return (operators, new HeadChain(operators.Shanghai));
    }

    private async Task<RunningHub> ReadyAsync(Operators operators)
    {
        var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        return hub;
    }
}
