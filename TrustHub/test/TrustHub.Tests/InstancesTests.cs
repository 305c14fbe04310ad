using System.Security.Cryptography;
using Federation.Leading;
using Federation.Hosting.Storage;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Leading;
using TrustHub.Storage;
using TrustHub.Tests.Support;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Testing.Databases;

namespace TrustHub.Tests;

/// <summary>Several instances on one PostgreSQL database: one leads, the others serve and forward.</summary>
public sealed class InstancesTests(Instances instances) : LogTest, IClassFixture<Instances>
{
    private readonly TestFolder _second = new();

    [PostgresFact]
    public async Task Serves_and_forwards_where_another_instance_leads()
    {
        var database = await instances.DatabaseAsync();
        await using var first = await StartFirstAsync(database);
        await using var second = await StartSecondAsync(database);

        await second.AdmitAsync(Operators, Operators.Shanghai);
        await PublishedAsync(first, second);
        foreach (var path in new[] { "tuf/timestamp.json", "log/checkpoint", "log/proof", "state/heads" })
            Assert.Equal(await first.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative)), await second.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
    }

    [PostgresFact]
    public async Task Survives_the_end_of_the_leader_with_one_log()
    {
        var database = await instances.DatabaseAsync();
        var first = await StartFirstAsync(database);
        await using var second = await StartSecondAsync(database);
        await first.AdmitAsync(Operators, Operators.Shanghai);
        await PublishedAsync(first, second);
        var shown = Shown(first);
        await first.DisposeAsync();

        await LeadsAsync(second);
        await second.SubmitAsync(Operators.Nodes[1], Operators.Metadata("region-320000"));
        await Until.TrueAsync(second.EverythingIsLogged, second.Unlogged);
        await Witnesses.WitnessAsync(second, Operators.Shanghai, Clock.Now); // A witness cosigns only what continues the log that it saw.
        await second.PublishedAsync();
        Assert.True(Shown(second).Size > shown.Size);
        Assert.Empty(Violations(second));
    }

    [PostgresFact]
    public async Task Rejects_every_write_of_an_earlier_term()
    {
        var database = await instances.DatabaseAsync();
        await using var first = await StartFirstAsync(database);
        await first.AdmitAsync(Operators, Operators.Shanghai);
        var store = first.Services.GetRequiredService<IHubStore>();
        var files = first.Services.GetRequiredService<IFileStore>();
        using var seat = new LeaderSeat(HubDatabase.PlaceOf(first.Services.GetRequiredService<HubOptions>()), TimeSpan.FromMinutes(1));
        await Until.TrueAsync(
            () =>
            {
                seat.Leave(1); // As if its time had run out; it renews five times a lease.
                return seat.TryTake(seat.Look(), "another", "http://127.0.0.1:1/ https://127.0.0.1:1/") is not null;
            },
            () => $"{seat.Look()}");

        Assert.Throws<DatabaseTakenException>(() => store.Record(new RefusalRow(Clock.Now, "", "-", "Test", "")));
        Assert.Throws<DatabaseTakenException>(() => files.Replace(PublicPaths.Timestamp, "{}"u8.ToArray()));
        Assert.NotEqual("{}"u8.ToArray(), files.Read(PublicPaths.Timestamp));
        await Until.TrueAsync(() => first.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested, () => "it goes on");
        Environment.ExitCode = 0; // Which the program would have read.
    }

    [PostgresFact]
    public async Task Ends_a_leader_that_is_cut_off_from_the_database()
    {
        var database = await instances.DatabaseAsync();
        using var line = new DatabaseLine(instances.Server.Host);
        await using var first = await StartFirstAsync(database, "--Hub:Database", instances.Server.ConnectionOf(database).Replace(instances.Server.Host, line.Host, StringComparison.Ordinal));
        await using var second = await StartSecondAsync(database);
        line.Cut();
        await LeadsAsync(second);
        await second.AdmitAsync(Operators, Operators.Shanghai);
        await Until.TrueAsync(() => first.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested, () => "it goes on");
        line.Mend();
        Environment.ExitCode = 0; // Which the program would have read.
    }

    [PostgresFact]
    public async Task Rejects_a_pin_that_a_caller_claims_for_itself()
    {
        var database = await instances.DatabaseAsync();
        await using var first = await StartFirstAsync(database);
        await using var second = await StartSecondAsync(database);
        await first.AdmitAsync(Operators, Operators.Shanghai);
        var claim = new Metadata { { ForwardedCaller.Header, ForwardedCaller.Write(Operators.Shanghai.Tls.Certificate) } };
        foreach (var hub in new[] { first, second })
        {
            await Refusals.WithAsync(AdmissionFault.PinNotListed, () => hub.AsAsync(
                Operators.Nodes[1], client => client.SubmitStatusListAsync(Operators.Shanghai.StatusList(1, Clock.Now), claim)));
        }
        await second.SubmitAsync(Operators.Shanghai, Operators.Shanghai.StatusList(1, Clock.Now)); // Its own, through another instance.
    }

    public override void Dispose()
    {
        base.Dispose();
        _second.Dispose();
    }

    private async Task<RunningHub> StartFirstAsync(string database, params string[] more)
    {
        CopyTo(_second.Path);
        var hub = await StartAsync(null, instances.Settings(database, "one", more));
        await LeadsAsync(hub);
        await EpochAsync(hub, offered => offered.Size > 0);
        return hub;
    }

    private async Task<RunningHub> StartSecondAsync(string database)
    {
        var hub = await RunningHub.StartAsync(_second.Path, Clock, null, instances.Settings(database, "two"));
        await Until.TrueAsync(() => Leadership(hub).Now is { Leads: false, Leader: not null, Holder: "one" }, () => $"{Leadership(hub).Now}");
        return hub;
    }

    /// <summary>What was admitted is witnessed, shown by the leader, and by the other one too.</summary>
    private async Task PublishedAsync(RunningHub leader, RunningHub follower)
    {
        await Witnesses.WitnessAsync(leader, Operators.Shanghai, Clock.Now); // Else the next epoch waits for a quorum.
        await Until.TrueAsync(leader.EverythingIsLogged, leader.Unlogged);
        await Witnesses.WitnessAsync(leader, Operators.Shanghai, Clock.Now);
        await leader.PublishedAsync();
        await Until.TrueAsync(() => Files(leader).SequenceEqual(Files(follower)), () => string.Join('\n', Files(leader).Except(Files(follower))));
    }

    private static Task LeadsAsync(RunningHub hub) => Until.TrueAsync(() => Leadership(hub).Now.Leads, () => $"{Leadership(hub).Now} {string.Join('\n', hub.Lines.All)}");

    private static Leadership Leadership(RunningHub hub) => hub.Services.GetRequiredService<Leadership>();

    private static Checkpoint Shown(RunningHub hub) => ShownCheckpoints.Read(new DiskFileStore(Folder(hub)), LogPaths.Checkpoint)!;

    private static IReadOnlyList<string> Violations(RunningHub hub)
    {
        var options = hub.Services.GetRequiredService<HubOptions>();
        using var database = HubDatabase.OpenToCheck(options);
        return RepositoryCheck.Violations(database, new SharedFileView(database));
    }

    private static string Folder(RunningHub hub) => hub.Services.GetRequiredService<HubOptions>().PublicDir;

    private static List<string> Files(RunningHub hub)
    {
        var files = new DiskFileStore(Folder(hub));
        return [.. files.List().Where(path => !path.EndsWith(DiskFileStore.UnfinishedSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(files.Read(path) ?? []))}")];
    }
}
