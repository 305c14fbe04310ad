using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using TrustHub.Fsck;
using TrustHub.Tests.Support;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>The log over the wire: epochs, checkpoints, cosignatures, proofs, public files.</summary>
public sealed class TransparencyTests : LogTest
{
    [Fact]
    public async Task Shows_a_checkpoint_only_with_the_quorum()
    {
        await using var hub = await StartLoggedAsync();
        var client = LogWitnesses.Client(hub, Operators.Shanghai);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync("/log/checkpoint")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync("/log/proof")).StatusCode);
        Assert.Equal(1u, await Witnesses.LookAsync(client, "310000", Clock.Now));
        Assert.Equal(1u, await Witnesses.LookAsync(client, "310000", Clock.Now.AddSeconds(1))); // Counts once.
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync("/log/checkpoint")).StatusCode);
        Assert.Equal(2u, await Witnesses.LookAsync(client, "330000", Clock.Now));

        var checkpoint = WitnessedCheckpoint.Verify(await hub.Http.GetByteArrayAsync("/log/checkpoint"), Witnesses.Policy, Clock.Now);
        Assert.True(checkpoint.Ok, checkpoint.Detail);
        var proof = LogProof.Read(await hub.Http.GetByteArrayAsync("/log/proof")).Value.Verify(Witnesses.Policy, Clock.Now);
        Assert.True(proof.Ok, proof.Detail);
        Assert.True(proof.Value.IsNewest);
        Assert.Equal(hub.Services.Witnessed().Newest!.Number, proof.Value.Epoch.Number);
        Assert.Equal(SHA256.HashData(hub.Store.NewestSnapshot()!.Bytes), proof.Value.Epoch.SnapshotSha256.ToArray());
    }

    [Fact]
    public async Task Holds_a_new_list_back_until_it_is_witnessed()
    {
        await using var hub = await StartLoggedAsync();
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
        var shown = hub.Publisher.Published!.Snapshot.Version;
        await hub.SubmitAsync(Operators.Shanghai, Operators.Metadata("region-310000"));
        await EpochAsync(hub, offered => offered.Epoch.SnapshotSha256.Span.SequenceEqual(SHA256.HashData(hub.Store.NewestSnapshot()!.Bytes)) && hub.Store.NewestSnapshot()!.Version > shown);
        Assert.Equal(shown, hub.Publisher.Published!.Snapshot.Version);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
        Assert.Equal(shown + 1, hub.Publisher.Published!.Snapshot.Version);
    }

    [Fact]
    public async Task Serves_tiles_that_prove_every_size_to_every_later_one()
    {
        await using var hub = await StartLoggedAsync();
        var client = LogWitnesses.Client(hub, Operators.Shanghai);
        for (var size = 1; size <= 6; size++)
        {
            await EpochAsync(hub, offered => offered.Size == size);
            await Witnesses.LookAsync(client, "310000", Clock.Now); // Checks consistency with what it saw.
            await Witnesses.LookAsync(client, "320000", Clock.Now);
            await NewsAsync(hub);
        }
        var note = SignedNote.Read(await hub.Http.GetByteArrayAsync("/log/checkpoint")).Value;
        var checkpoint = Checkpoint.Read(note.Text).Value;
        var tree = new LogTree(checkpoint.Size, path => hub.Http.GetAsync($"/log/{path}").Result is { IsSuccessStatusCode: true } answer ? answer.Content.ReadAsByteArrayAsync().Result : null);
        Assert.Equal(checkpoint.Root.ToArray(), tree.Root().Value.ToArray());
        for (var index = 0; index < checkpoint.Size; index++)
            Assert.Equal(index, Epoch.Read(tree.Entry(index).Value).Value.Number);
    }

    [Theory]
    [InlineData("330000", 2, "other", StatusCode.NotFound)] // A size that was never signed.
    [InlineData("440000", 1, "good", StatusCode.PermissionDenied)]
    [InlineData("330000", 1, "other", StatusCode.PermissionDenied)] // Another checkpoint's line.
    [InlineData("330000", 1, "foreign", StatusCode.PermissionDenied)] // Another witness's line.
    [InlineData("330000", 1, "late", StatusCode.FailedPrecondition)]
    [InlineData("330000", 1, "early", StatusCode.FailedPrecondition)]
    [InlineData("330000", 1, "noise", StatusCode.PermissionDenied)]
    [InlineData("330000", 0, "good", StatusCode.InvalidArgument)]
    public async Task Rejects_a_cosignature_that_is_not_a_witness_s_over_this_checkpoint(string region, ulong size, string kind, StatusCode status)
    {
        await using var hub = await StartLoggedAsync();
        var client = LogWitnesses.Client(hub, Operators.Shanghai);
        var checkpoint = Witnesses.Check("330000", await Witnesses.OfferAsync(client, "330000"));
        var line = kind switch
        {
            "other" => Witnesses.Line("330000", checkpoint with { Root = SHA256.HashData("another view"u8) }, Clock.Now),
            "foreign" => Witnesses.Line("310000", checkpoint, Clock.Now),
            "late" => Witnesses.Line("330000", checkpoint, Clock.Now.AddMinutes(2)),
            "early" => Witnesses.Line("330000", checkpoint, Clock.Now.AddMinutes(-2)),
            "noise" => "— nobody AAAA",
            _ => Witnesses.Line("330000", checkpoint, Clock.Now),
        };
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.CosignAsync(new CosignRequest { Region = region, Size = size, Line = line }).ResponseAsync);
        Assert.Equal(status, refused.StatusCode);
        Assert.Empty(hub.Services.LogStore().Cosignatures(1));
    }

    [Fact]
    public async Task Keeps_no_log_whose_key_policy_does_not_name()
    {
        File.Delete(Publishing.KeyFolder.Find(Data, LogKeys.Role)[0]);
        await using var hub = await StartAsync(null, "--Hub:EpochMilliseconds", "10");
        await hub.PublishedAsync();
        Assert.False(hub.Services.Witnessed().IsLogged);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Http.GetAsync("/log/pending")).StatusCode);
        Assert.Contains("whose key is not in the folder of keys", await (await hub.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_with_the_same_log_after_a_restart()
    {
        byte[] before;
        await using (var hub = await StartLoggedAsync())
        {
            await NewsAsync(hub);
            await EpochAsync(hub, offered => offered.Size == 2);
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
            before = await hub.Http.GetByteArrayAsync("/log/proof");
            await hub.PublishedAsync();
        }
        Directory.Delete(Path.Combine(Data, "public", "log"), recursive: true);
        await using (var hub = await StartLoggedAsync())
        {
            Assert.Equal(before, await hub.Http.GetByteArrayAsync("/log/proof"));
            await NewsAsync(hub);
            await EpochAsync(hub, offered => offered.Size == 3);
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
            await hub.PublishedAsync();
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }
}
