using System.Globalization;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Testing;
using Xunit.Abstractions;

namespace Federation.Tests.Faults;

/// <summary>
/// kill -9 of the reporting and the home region's issuer while disputes are sent and answered. FEDERATION_KILLS sets how many
/// (./soak office), FEDERATION_SEED repeats a run's choices.
/// </summary>
public sealed class DisputeKillTests(ITestOutputHelper output)
{
    private const int UsualKills = 6;
    private const int LongestPauseMs = 1_500;
    private static readonly Region[] Sides = [Region.Shanghai, Region.Jiangsu];

    [Fact]
    public async Task Survives_kill_9_of_either_side_with_every_dispute_and_answer_once_and_the_same_on_both()
    {
        var kills = Setting("FEDERATION_KILLS") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualKills;
        var random = new SeededGenerator(Setting("FEDERATION_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64);
        output.WriteLine($"seed {random.Seed}, {kills} kills");
        await using var federation = await LoopbackFederation.Start(Sides);
        var (country, cancel) = (federation.Country, federation.Cancel);
        using var disputes = await BusyDisputes.Begin(country, cancel);
        try
        {
            using (var work = new CancellationTokenSource())
            {
                var working = disputes.Work(work.Token, cancel);
                for (var kill = 0; kill < kills; kill++)
                {
                    var before = disputes.Answers;
                    await Wait.Until("the work goes on", () => working.IsFaulted ? throw working.Exception!.InnerException! : Task.FromResult(disputes.Answers > before + 1), cancel, seconds: 90);
                    await Task.Delay(random.Next(LongestPauseMs), cancel);
                    var side = country[random.Pick(Sides)];
                    await side.KillIssuer();
                    side.StartIssuer();
                }

                await work.CancelAsync();
                await working;
            }

            await disputes.Hold(cancel);
        }
        catch (Exception violation)
        {
            throw new InvalidOperationException($"seed {random.Seed}: {violation.Message}\n{federation.Logs()}", violation);
        }

        output.WriteLine($"{disputes.Answered} disputes answered, {disputes.Corrected} corrections, {disputes.Answers} answers to requests");
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
