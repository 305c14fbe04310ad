using Dapper;
using Federation.Hosting;
using Federation.Hosting.Storage;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TrustHub.Fsck;
using TrustHub.Storage;
using TrustHub.Tests.Support;
using TrustHub.Transparency;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>Disks that are full or read-only, two writers, an old copy: a clear error, no damage, and on it goes.</summary>
public sealed class DiskFaultTests : LogTest
{
    [Theory]
    [InlineData("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")] // SQLite's own "database or disk is full".
    [InlineData("PRAGMA query_only = ON", "PRAGMA query_only = OFF")] // And "attempt to write a readonly database".
    public async Task Survives_a_database_that_takes_no_more(string fail, string mend)
    {
        await using (var hub = await AdmittedAsync())
        {
            var disk = new SwitchableDisk(hub.Services.GetRequiredService<SqliteDatabase>(), fail, mend);
            disk.Fails = true;
            var batch = new BatchMaker(Operators.Shanghai, () => Clock.Now).Next(leaves: 20_000);
            var failed = await Assert.ThrowsAsync<RpcException>(() => hub.SubmitAsync(Operators.Shanghai, batch));
            Assert.Equal(StatusCode.Unavailable, failed.StatusCode);
            await Assert.ThrowsAsync<RpcException>(() => hub.AsAsync(Operators.Shanghai, client => client.GetReceiptAsync(new ReceiptQuery { SubmissionId = batch.SubmissionId })));
            disk.Fails = false;
            Assert.False((await hub.SubmitAsync(Operators.Shanghai, batch)).Duplicate);
            await SettleAsync(hub);
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Survives_a_database_that_takes_no_epoch_and_says_so()
    {
        await using (var hub = await AdmittedAsync())
        {
            var disk = new SwitchableDisk(hub.Services.GetRequiredService<SqliteDatabase>(), "PRAGMA query_only = ON", "PRAGMA query_only = OFF");
            var batch = new BatchMaker(Operators.Shanghai, () => Clock.Now).Next();
            disk.FailsAfter = 1; // The batch is admitted; its epoch is not recorded.
            await hub.SubmitAsync(Operators.Shanghai, batch);
            await StandsStillAsync(hub);
            disk.Fails = false;
            await SettleAsync(hub);
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Survives_a_public_folder_that_takes_no_more()
    {
        FullFolder? folder = null;
        await using (var hub = await AdmittedAsync(services => services.AddSingleton<IFileStore>(
            provider => folder = new FullFolder(new DiskFileStore(provider.GetRequiredService<HubOptions>().PublicDir)))))
        {
            folder!.IsFull = true;
            var size = hub.Services.EpochLog().Offered!.Size;
            await hub.SubmitAsync(Operators.Shanghai, new BatchMaker(Operators.Shanghai, () => Clock.Now).Next());
            await StandsStillAsync(hub);
            Assert.Equal(size, hub.Services.EpochLog().Offered!.Size); // Nothing is offered whose tiles are not there.
            folder.IsFull = false;
            await SettleAsync(hub);
            Assert.Equal(size + 1, hub.Services.EpochLog().Offered!.Size);
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Rejects_a_second_hub_on_one_folder()
    {
        await using var hub = await StartLoggedAsync();
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.StartsWith($"another hub writes in {Data}", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_nothing_more_once_another_writer_took_the_database()
    {
        await using var hub = await AdmittedAsync();
        using (var elsewhere = HubDatabase.OpenFile(Data))
            elsewhere.Write((connection, transaction) => connection.Execute("UPDATE writer SET token = 'another'", transaction: transaction));
        var size = hub.Services.EpochLog().Offered!.Size;
        await Assert.ThrowsAsync<RpcException>(() => NewsAsync(hub));
        Assert.Equal(size, hub.Services.LogStore().NewestEpoch()!.Number + 1);
    }

    [Fact]
    public async Task Rejects_a_database_that_is_older_than_the_checkpoint_it_has_shown()
    {
        await using (var hub = await AdmittedAsync())
        {
        }
        var old = await File.ReadAllBytesAsync(HubDatabase.FileIn(Data));
        await using (var hub = await StartLoggedAsync())
        {
            await hub.SubmitAsync(Operators.Shanghai, new BatchMaker(Operators.Shanghai, () => Clock.Now).Next());
            await SettleAsync(hub);
        }
        SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(HubDatabase.FileIn(Data), old);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Contains("the database is older than the public folder: log/", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    private async Task<RunningHub> AdmittedAsync(Action<IServiceCollection>? replace = null)
    {
        var hub = await StartLoggedAsync(replace);
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        await SettleAsync(hub);
        return hub;
    }

    private async Task SettleAsync(RunningHub hub)
    {
        await Until.TrueAsync(hub.EverythingIsLogged, hub.Unlogged);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
    }

    private static async Task StandsStillAsync(RunningHub hub)
    {
        await Until.TrueAsync(() => hub.Services.GetRequiredService<Sequencer>().Failure is not null);
        Assert.Contains("no epoch can be recorded or shown", await (await hub.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
