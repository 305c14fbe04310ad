using Demo.World;
using TrustList.Testing.Databases;
using TrustList.Testing.Peers;

namespace Federation.Tests.Runbooks;

/// <summary>deploy/runbooks/first-licence.md: its blocks, and nothing but them, lead from an empty folder to a licence that is accepted elsewhere.</summary>
public sealed class FirstLicenceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string Runbooks = Path.Combine(Repository.Root, "deploy", "runbooks");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("first-licence-");

    private string Practice => Path.Combine(folder.FullName, "practice");

    private string Told => Path.Combine(folder.FullName, "told.txt");

    [Fact]
    public async Task Leads_to_the_first_licence_and_through_a_backup_on_SQLite()
    {
        var page = RunbookPage.Read(Path.Combine(Runbooks, "first-licence.md"));
        Assert.Equal([1, 2, 3, 3, 4, 4, 5, 5, 6, 7], page.Usual().Select(block => block.Step));
        await FollowAsync(page.Usual(), []);
        Assert.True(File.Exists(Path.Combine(Practice, "issuer", "issuer.db")));
    }

    [PostgresFact]
    public async Task Leads_to_the_first_licence_and_through_a_backup_on_PostgreSQL()
    {
        await using var server = await LocalPostgres.StartAsync();
        var page = RunbookPage.Read(Path.Combine(Runbooks, "first-licence.md"));
        await FollowAsync(page.Otherwise(), [$"PG='{server.AdministratorsPsql}'", $"PG_HOST={server.Host}", "PG_PORT=5432"]);
        Assert.False(File.Exists(Path.Combine(Practice, "issuer", "issuer.db")));
        Assert.Equal("2", (await server.SqlAsync("node330000", "SELECT count(*) FROM licences WHERE issuer_signed IS NOT NULL")).Trim());
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Runs the blocks one after the other, in one shell that ends at the first failure.</summary>
    private async Task FollowAsync(IReadOnlyList<RunbookBlock> blocks, IReadOnlyList<string> given)
    {
        string[] script =
        [
            "set -eo pipefail", $"exec >{Told} 2>&1", $"{Runbooks}/practice.sh {Practice}", $"cd {Practice} && . ./env.sh", .. given,
            .. blocks.SelectMany((block, at) => new[] { $"echo '== block {at + 1}, step {block.Step}'", block.Shell }),
            "echo '== the end'",
        ];
        var file = Path.Combine(folder.FullName, "follow.sh");
        await File.WriteAllLinesAsync(file, script);
        try
        {
            await RunAsync("bash", file);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{string.Join('\n', File.ReadLines(Told).TakeLast(40))}", failure);
        }
        finally
        {
            await RunAsync(Path.Combine(Runbooks, "practice.sh"), Practice, "stop");
        }
        var told = await File.ReadAllTextAsync(Told);
        Assert.EndsWith("== the end\n", told);
        Assert.InRange((await File.ReadAllLinesAsync(Path.Combine(Practice, "refused.ndjson"))).Length, 1, 50);
        Assert.Contains("identity is simulated", Of(told, step: 3), StringComparison.Ordinal);
        Assert.Equal(2, Of(told, step: 5).Split("Accepted").Length - 1); // The app's licence, and the counter's.
        Assert.Contains("office/staff-17", Of(told, step: 6), StringComparison.Ordinal);
        Assert.Contains("first licence", Of(told, step: 6), StringComparison.Ordinal); // The reason that was given with each call.
        Assert.Contains("330100000009", told[told.LastIndexOf("== block", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static string Of(string told, int step) => string.Concat(told.Split("== block ").Where(part => part.Split('\n')[0].EndsWith($", step {step}", StringComparison.Ordinal)));

    private static Task RunAsync(params string[] command) =>
        PeerProcess.RunAsync("/usr/bin/env", "/", "", Patience, [$"FEDERATION_BUILT={Configuration}", .. command]);

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
