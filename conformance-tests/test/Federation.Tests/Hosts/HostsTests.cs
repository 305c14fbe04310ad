using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Federation.Tests.Hosts;

/// <summary>
/// A federation on hosts of its own, and what networks and clocks do to it. FEDERATION_HOSTS=all plays every scenario, or names those
/// to play by their numbers; FEDERATION_REPORT writes the table, FEDERATION_SEED repeats what lines lose (./soak hosts).
/// </summary>
public sealed class HostsTests(ITestOutputHelper output)
{
    private static readonly Scenario[] Scenarios =
    [
        Partitions.RegionFromHub, Partitions.GatewayFromHub, Partitions.GatewayFromHome,
        BadLines.Far, BadLines.Lossy, BadLines.Narrow, BadLines.HalfOpen,
        Clocks.Gateway(1), Clocks.Gateway(-1), Clocks.Issuer(1), Clocks.Issuer(-1), Clocks.Hub(1), Clocks.Hub(-1),
    ];

    private static readonly int[] Usual = [1, 2, 3];

    [NamespaceFact]
    public async Task Survives_partitions_bad_lines_and_wrong_clocks_without_one_wrong_verdict()
    {
        var seed = Setting("FEDERATION_SEED") is { } said ? ulong.Parse(said, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64;
        var numbers = Setting("FEDERATION_HOSTS") switch
        {
            null => Usual,
            "all" => [.. Enumerable.Range(1, Scenarios.Length)],
            var list => [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))],
        };
        var (table, failures) = (new StringBuilder(), new List<string>());
        await using var world = await HostsWorld.StartAsync(seed);
        foreach (var number in numbers)
        {
            var scenario = Scenarios[number - 1];
            var (measured, isMended) = await PlayAsync(world, scenario, failures);
            table.AppendLine(CultureInfo.InvariantCulture, $"| {number} | {scenario.Name} | {scenario.Expected} | {measured} |");
            if (!isMended) break;
        }

        var told = string.Join("; ", world.Desks.Told.OrderByDescending(word => word.Value).Select(word => $"{word.Key} {word.Value}"));
        output.WriteLine($"seed {seed}\n{table}\n{told}");
        Assert.True(world.Desks.Wrong.Count == 0, $"seed {seed}: {world.Desks.Wrong.Count} wrong verdicts\n{string.Join('\n', world.Desks.Wrong.Take(5))}");
        Assert.True(failures.Count == 0, $"seed {seed}: {string.Join('\n', failures)}\n{world.Federation.Logs()}");
        Assert.True(world.Desks.Told.GetValueOrDefault("Accepted") > 0 && world.Desks.Told.GetValueOrDefault("Refused (Revoked)") > 0, told);
        if (Setting("FEDERATION_REPORT") is { } report) await File.WriteAllTextAsync(report, HostsPage.Text(table.ToString(), told, world.Desks.Told.Values.Sum()));
    }

    private static async Task<(string Measured, bool IsMended)> PlayAsync(HostsWorld world, Scenario scenario, List<string> failures)
    {
        var measured = await TryAsync(() => scenario.PlayAsync(world));
        return (measured, await TryAsync(async () =>
        {
            await world.MendAsync();
            return "";
        }) is "");

        async Task<string> TryAsync(Func<Task<string>> act)
        {
            try
            {
                return await act();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add($"{scenario.Name}: {failure.Message}");
                return "FAILED: " + failure.Message.Split('\n')[0];
            }
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
