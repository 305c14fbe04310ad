using System.Net;
using TrustHub.Tests.Support;
using TrustList.Format.Log;
using TrustList.Format.Status;

namespace TrustHub.Tests;

/// <summary>Where policy names a log: what is pushed at once, and what waits for the witnesses.</summary>
public sealed class StatusLogTests : LogTest
{
    [Fact]
    public async Task Serves_packages_only_as_of_the_newest_witnessed_epoch()
    {
        await using var hub = await StartLoggedAsync();
        var (first, second) = (new HeadChain(Operators.Nodes[0]), new HeadChain(Operators.Nodes[1]));
        using (var early = await hub.Http.GetAsync("/state/heads"))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        foreach (var node in Operators.Nodes)
            await hub.AdmitAsync(Operators, node);
        await hub.SubmitAsync(Operators.Nodes[0], first.Next(Clock.Now, (5, 1)));
        await hub.SubmitAsync(Operators.Nodes[1], second.Next(Clock.Now, (9, 3)));
        await WitnessedAsync(hub, first, second);

        var device = new PackageReader(Operators.Nodes);
        Bound(await device.ApplyAsync(hub, "nation", Clock.Now), device);
        var oldState = device.States["310000"].Exceptions().ToList();
        Clock.Now += TimeSpan.FromSeconds(30);
        await hub.SubmitAsync(Operators.Nodes[0], first.Next(Clock.Now, (5, 0), (6, 2)));
        await EpochAsync(hub, offered => offered.Heads.Any(head => head.Version == 2));
        // Two of three have not cosigned: the new head is durable and pushed, and no package speaks of it.
        Bound(await device.ApplyAsync(hub, "region/310000", Clock.Now), device);
        Assert.Equal(1, device.Versions["310000"]);
        Assert.Equal(oldState, device.States["310000"].Exceptions());

        await WitnessedAsync(hub, first, second);
        var rollup = await device.ApplyAsync(hub, "rollup/1m", Clock.Now);
        Bound(rollup, device);
        Assert.Equal(2, device.Versions["310000"]);
        Assert.Equal(first.State.Exceptions(), device.States["310000"].Exceptions());
        var heads = await device.FetchAsync(hub, "heads");
        Assert.All(heads.Heads, head => device.Verify(head, head.StateRoot!.Value, Clock.Now));
        Bound(await device.ApplyAsync(hub, "nation", Clock.Now), device);
        Assert.Equal(second.State.Exceptions(), device.States["320000"].Exceptions());
    }

    [Fact]
    public async Task Begins_a_rollup_at_the_oldest_epoch_inside_its_window()
    {
        await using var hub = await StartLoggedAsync();
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        var chain = new HeadChain(Operators.Shanghai);
        for (var minute = 0; minute < 4; minute++)
        {
            Clock.Now += TimeSpan.FromMinutes(30);
            await hub.SubmitAsync(Operators.Shanghai, chain.Next(Clock.Now, (minute, 1)));
            await WitnessedAsync(hub, chain);
        }
        var device = new PackageReader(Operators.Nodes);
        var rollup = await device.FetchAsync(hub, "rollup/1h");
        var from = hub.Services.LogStore().Epochs(rollup.FromEpoch - 1).Take(2).ToList();
        Assert.True(from[0].At < Clock.Now.AddHours(-1) && from[1].At >= Clock.Now.AddHours(-1), $"epochs of {from[0].At} and {from[1].At}");
        Assert.Equal([1L, 2L, 3L], StatusDeltaCodec.Decode(rollup.Payloads[0]).Value.Changes.Select(change => change.Entry));
        Assert.Equal(0, (await device.FetchAsync(hub, "rollup/7d")).FromEpoch);
    }

    [Fact]
    public async Task Pushes_the_head_first_and_the_epoch_that_proves_it_after()
    {
        await using var hub = await StartLoggedAsync();
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        var chain = new HeadChain(Operators.Shanghai);
        using var reader = await SseReader.OpenAsync(hub);
        await hub.SubmitAsync(Operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
        var pushed = await NextAsync(reader, "status");
        Assert.Equal(1, (long)pushed.Data["version"]!);
        await WitnessedAsync(hub, chain);
        var epoch = await NextAsync(reader, "epoch");
        while (epoch.Data["heads"]!.AsArray().Count == 0)
            epoch = await NextAsync(reader, "epoch"); // One from before the head may have been under way.
        var head = Assert.Single(epoch.Data["heads"]!.AsArray())!;
        Assert.Equal(("310000", 1L), ((string)head["region"]!, (long)head["version"]!));
        var proof = LogProof.Read(Convert.FromBase64String((string)epoch.Data["proof"]!)).Value.Verify(Witnesses.Policy, Clock.Now);
        Assert.True(proof.Ok && proof.Value.IsNewest, proof.Detail);
        Assert.Equal(HeadsTree.Root([("310000", chain.Newest)]).ToArray(), proof.Value.Epoch.HeadsRoot.ToArray());
    }

    [Fact]
    public async Task Survives_a_restart_between_a_head_and_its_witnesses()
    {
        var chain = new HeadChain(Operators.Shanghai);
        await using (var hub = await StartLoggedAsync())
        {
            await hub.AdmitAsync(Operators, Operators.Shanghai);
            await hub.SubmitAsync(Operators.Shanghai, chain.Next(Clock.Now, (5, 1)));
            await WitnessedAsync(hub, chain);
            await hub.SubmitAsync(Operators.Shanghai, chain.Next(Clock.Now, (6, 1)));
        }
        await using var again = await StartLoggedAsync();
        var device = new PackageReader(Operators.Nodes);
        Bound(await device.ApplyAsync(again, "nation", Clock.Now), device);
        Assert.Equal(1, device.Versions["310000"]);
        await WitnessedAsync(again, chain);
        Bound(await device.ApplyAsync(again, "nation", Clock.Now), device);
        Assert.Equal(2, device.Versions["310000"]);
        Assert.Equal(chain.State.Exceptions(), device.States["310000"].Exceptions());
    }

    /// <summary>Waits for the epoch that binds the newest heads, lets two regions cosign it, and waits until it is shown.</summary>
    private async Task WitnessedAsync(RunningHub hub, params HeadChain[] chains)
    {
        await EpochAsync(hub, offered => chains.All(chain => offered.Heads.Any(head => head.Hash.Span.SequenceEqual(chain.Newest.Span))));
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await Until.TrueAsync(() => hub.Services.Witnessed().Newest is { } epoch
            && chains.All(chain => epoch.Heads.Values.Contains(chain.Version)));
    }

    /// <summary>The heads of a package are those that its epoch binds.</summary>
    private void Bound(StatusPackage package, PackageReader device)
    {
        var proof = LogProof.Read(package.LogProof).Value.Verify(Witnesses.Policy, Clock.Now);
        Assert.True(proof.Ok && proof.Value.IsNewest, proof.Detail);
        var hashes = package.Heads.Select(head => StatusHead.Hash(head.ToClaims(head.StateRoot ?? device.States[head.Region].Root()))).ToList();
        Assert.Equal(proof.Value.Epoch.HeadsRoot.ToArray(), HeadsTree.Root(package.AllHeads(hashes)).ToArray());
    }

    private static async Task<SseEvent> NextAsync(SseReader reader, string name)
    {
        var next = await reader.NextAsync();
        while (next.Name != name)
            next = await reader.NextAsync();
        return next;
    }
}
