using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrustHub.Fsck;
using TrustHub.Leading;
using TrustHub.Tests.Support;
using TrustHub.Transparency;
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
        await using var first = await StartAsync(null, instances.Settings(database, "one"));
        await LeadsAsync(first);
        await using var second = await StartSecondAsync(database);
        await FollowsAsync(second, "one");

        await second.AdmitAsync(Operators, Operators.Shanghai);
        await first.PublishedAsync();
        await Witnesses.CosignNewestAsync(first);
        await Until.TrueAsync(() => Same(first, second), () => "the second instance's folder");
        foreach (var path in new[] { "tuf/timestamp.json", "log/checkpoint", "log/proof", "state/heads" })
            Assert.Equal(await first.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative)), await second.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
    }

    private async Task<RunningHub> StartSecondAsync(string database)
    {
        CopyTo(_second.Path);
        return await RunningHub.StartAsync(_second.Path, Clock, null, instances.Settings(database, "two"));
    }

    private static Task LeadsAsync(RunningHub hub) => Until.TrueAsync(() => Leadership(hub).Now.Leads, () => $"{Leadership(hub).Now}");

    private static Task FollowsAsync(RunningHub hub, string holder) =>
        Until.TrueAsync(() => Leadership(hub).Now is { Leads: false, Leader: not null, Holder: var now } && now == holder, () => $"{Leadership(hub).Now}");

    private static Leadership Leadership(RunningHub hub) => hub.Services.GetRequiredService<Leadership>();

    private static bool Same(RunningHub one, RunningHub other) => Files(one).SequenceEqual(Files(other));

    private static IEnumerable<string> Files(RunningHub hub)
    {
        var folder = hub.Services.GetRequiredService<HubOptions>().PublicDir;
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}");
    }
}
