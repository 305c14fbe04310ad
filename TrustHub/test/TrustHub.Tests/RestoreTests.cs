using Federation.Hosting.Backups;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Storage;
using TrustHub.Tests.Support;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>An old copy of the hub is put back: nothing is signed on it that others have seen otherwise.</summary>
public sealed class RestoreTests : LogTest
{
    private readonly TestFolder _kept = new();

    private string Backup => Path.Combine(_kept.Path, "backup");

    public override void Dispose()
    {
        base.Dispose();
        _kept.Dispose();
    }

    [Fact]
    public async Task Rejects_to_sign_on_an_old_copy_that_was_put_back_by_hand()
    {
        await using (var hub = await BegunAsync())
            await ShownAsync(hub);
        using var old = new TestFolder();
        CopyTo(old.Path);
        await using (var hub = await StartLoggedAsync())
            await GrowAsync(hub);

        // Folder and database are both old: nothing on the disk tells.
        await using var again = await RunningHub.StartAsync(old.Path, Clock, null, "--Hub:EpochMilliseconds", "10", "--Hub:WitnessSeconds", "3600");
        var size = again.Services.EpochLog().Offered!.Size;
        var timestamp = again.Store.NewestTimestamp()!.Version;
        Assert.Contains("0 of 2 witnesses", again.Services.GetRequiredService<SigningHold>().Waiting, StringComparison.Ordinal);
        await RefusedAsync(again, "310000");
        Clock.Now += TimeSpan.FromDays(1);
        await Refusals.WithAsync(AdmissionFault.Busy, () => again.SubmitAsync(Operators.Shanghai, Operators.Metadata("targets", 1, "after-the-loss"))); // A receipt would be lost with it.
        using (var health = await again.Http.GetAsync("/health/ready"))
            Assert.Contains("LogBehind", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((size, timestamp), (again.Services.EpochLog().Offered!.Size, again.Store.NewestTimestamp()!.Version));
        Assert.False(again.Services.EpochLog().Advance(Clock.Now, due: true));
        Assert.Equal(size, again.Services.LogStore().NewestCheckpoint()!.Size);
    }

    [Fact]
    public async Task Rejects_to_sign_on_a_backup_that_a_witness_is_ahead_of()
    {
        await using (var hub = await BegunAsync())
        {
            Take();
            await GrowAsync(hub);
        }
        using var lost = Lose();
        await using var restored = await StartAsync(null, "--Hub:EpochMilliseconds", "10");
        await RefusedAsync(restored, "310000");
        Assert.Null(restored.Publisher.Published);
        Assert.True(new RestoredMark(Data).Stands);
    }

    [Fact]
    public async Task Survives_the_loss_of_its_machine_once_a_quorum_says_that_nothing_is_missing()
    {
        await using (var hub = await BegunAsync())
        {
            await GrowAsync(hub);
            await ShownAsync(hub);
            Take();
        }
        using var lost = Lose();
        await using (var restored = await StartAsync(null, "--Hub:EpochMilliseconds", "10"))
        {
            var size = restored.Services.EpochLog().Offered!.Size;
            Assert.False(restored.Services.GetRequiredService<SigningHold>().MaySign);
            var first = LogWitnesses.Client(restored, Operators.Nodes[0]);
            await Witnesses.ShowAsync(first, "310000");
            await Witnesses.ShowAsync(first, "320000"); // Shanghai's key says nothing for Jiangsu.
            Assert.Contains("1 of 2", restored.Services.GetRequiredService<SigningHold>().Waiting, StringComparison.Ordinal);
            await Witnesses.ShowAsync(LogWitnesses.Client(restored, Operators.Nodes[1]), "320000");
            await NewsAsync(restored);
            await EpochAsync(restored, offered => offered.Size > size);
            await Witnesses.WitnessAsync(restored, Operators.Shanghai, Clock.Now);
            await ShownAsync(restored);
            Assert.False(new RestoredMark(Data).Stands);
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Accepts_a_note_of_another_key_or_log_as_nothing()
    {
        await using var hub = await BegunAsync();
        var forged = SignedCheckpoint.Sign(new Checkpoint(LogWitnesses.Origin, 99, new byte[32]), SoftwareSigner.Create(SignatureAlgorithm.Ed25519)).Note.Write();
        var client = LogWitnesses.Client(hub, Operators.Shanghai);
        await client.OfferAsync(new WitnessQuery { Region = "310000", Size = 0, Checkpoint = Google.Protobuf.ByteString.CopyFrom(forged) });
        Assert.Null(hub.Services.GetRequiredService<SigningHold>().Behind);
    }

    /// <summary>Two regions are admitted, and a quorum has cosigned.</summary>
    private async Task<RunningHub> BegunAsync()
    {
        var hub = await StartLoggedAsync();
        foreach (var node in Operators.Nodes)
            await hub.AdmitAsync(Operators, node);
        for (var looks = 0; looks < 1_000 && !hub.EverythingIsLogged(); looks++)
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now); // The next epoch waits for the quorum under the last.
        Assert.True(hub.EverythingIsLogged(), hub.Unlogged());
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        return hub;
    }

    /// <summary>The witnesses look until all is shown.</summary>
    private async Task ShownAsync(RunningHub hub)
    {
        for (var looks = 0; looks < 1_000 && !hub.IsPublished; looks++)
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
    }

    private async Task GrowAsync(RunningHub hub)
    {
        var size = hub.Services.EpochLog().Offered!.Size;
        await NewsAsync(hub);
        await EpochAsync(hub, offered => offered.Size > size);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
    }

    private async Task RefusedAsync(RunningHub hub, string region)
    {
        var client = LogWitnesses.Client(hub, Operators.Nodes[0]);
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => Witnesses.ShowAsync(client, region))).StatusCode);
        Assert.Contains($"witness {region} holds a checkpoint", hub.Services.GetRequiredService<SigningHold>().Behind, StringComparison.Ordinal);
    }

    private void Take() => BackupWriter.Write(HubBackup.Of(new ConfigurationBuilder().Build()), Data, Backup, Clock.Now);

    /// <summary>The folder is gone but for its keys, which lie elsewhere, and the backup is put back.</summary>
    private TestFolder Lose()
    {
        var lost = new TestFolder();
        foreach (var entry in Directory.EnumerateFileSystemEntries(Data).Where(path => Path.GetFileName(path) != "keys"))
            Directory.Move(entry, Path.Combine(lost.Path, Path.GetFileName(entry)));
        BackupReader.Restore(HubBackup.Of(new ConfigurationBuilder().Build()), Backup, Data, null);
        return lost;
    }
}
