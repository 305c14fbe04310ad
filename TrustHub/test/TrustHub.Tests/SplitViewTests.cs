using System.Net;
using Grpc.Core;
using TrustHub.Tests.Support;
using TrustList.Format.Log;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>A thief with all that the hub has, the log's key too, shows some another log than the others.</summary>
public sealed class SplitViewTests : LogTest
{
    [Fact]
    public async Task Rejects_a_second_view_under_a_stolen_key_for_want_of_a_quorum()
    {
        // The thief copies the whole hub after the first epoch.
        await using (var hub = await StartLoggedAsync())
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        using var stolen = new TestFolder();
        CopyTo(stolen.Path);

        // The honest hub goes on; a quorum follows it.
        await using (var hub = await StartLoggedAsync())
        {
            await NewsAsync(hub);
            await EpochAsync(hub, offered => offered.Size == 2);
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        }

        // The thief's hub signs another second epoch with the same key.
        await using var thief = await RunningHub.StartAsync(stolen.Path, Clock, null, "--Hub:EpochMilliseconds", "10");
        await thief.SubmitAsync(Operators.Shanghai, Operators.Metadata("region-310000"));
        await EpochAsync(thief, offered => offered.Size == 2);
        var client = LogWitnesses.Client(thief, Operators.Shanghai);
        foreach (var region in new[] { "310000", "320000" })
            Assert.False(Witnesses.IsConsistent(region, await Witnesses.OfferAsync(client, region))); // Same size, another root.

        // One region is in league with the thief and signs whatever it is given, under its own name and the others'.
        var checkpoint = Witnesses.Read(await Witnesses.OfferAsync(client, "330000"));
        var line = Witnesses.Line("330000", checkpoint, Clock.Now);
        Assert.Equal(1u, (await client.CosignAsync(new CosignRequest { Region = "330000", Size = 2, Line = line })).Cosignatures);
        foreach (var region in new[] { "310000", "320000" })
            await Assert.ThrowsAsync<RpcException>(() => client.CosignAsync(new CosignRequest { Region = region, Size = 2, Line = line }).ResponseAsync);

        var shown = Checkpoint.Read(SignedNote.Read(await thief.Http.GetByteArrayAsync("/log/checkpoint")).Value.Text).Value;
        Assert.Equal(1, shown.Size);
        var forged = SignedNote.Read(await thief.Http.GetByteArrayAsync("/log/pending")).Value.With([NoteSignature.Read(line)!]).Write();
        var refused = WitnessedCheckpoint.Verify(forged, Witnesses.Policy, Clock.Now);
        Assert.Equal((false, LogFault.QuorumMissing), (refused.Ok, refused.Fault));
    }

    [Fact]
    public async Task Says_when_a_witness_has_cosigned_more_than_the_log_has()
    {
        await using (var hub = await StartLoggedAsync())
        {
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
            await hub.PublishedAsync();
        }
        using var old = new TestFolder();
        CopyTo(old.Path);
        await using (var hub = await StartLoggedAsync())
        {
            await NewsAsync(hub);
            await EpochAsync(hub, offered => offered.Size == 2);
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        }
        // Database and public folder both come from the old copy: nothing on the disk tells.
        await using var restored = await RunningHub.StartAsync(old.Path, Clock, null, "--Hub:EpochMilliseconds", "10");
        await EpochAsync(restored, offered => offered.Size == 1);
        var client = LogWitnesses.Client(restored, Operators.Shanghai);
        var refused = await Assert.ThrowsAsync<RpcException>(() => Witnesses.OfferAsync(client, "310000"));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        var ready = await restored.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode); // What it published stays good.
        Assert.Contains("witness 310000 claims to have cosigned size 2, this log has 1", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
