using System.Collections.Concurrent;
using Conformance.Adapters;
using Conformance.Cases;
using Conformance.Defects;
using Conformance.Patching;

namespace Conformance.Tests.Defects;

/// <summary>The verifier with one mistake at a time, against the cases that are known to find it. <c>./soak suite</c> plays all with each.</summary>
public sealed class KillTests
{
    private const ulong Seed = 7;
    private readonly KillRun run = new(Programs.Defective, Seed);

    [Fact]
    public async Task Rejects_every_verifier_with_a_critical_defect()
    {
        var kills = KillsFile.Read(Programs.Root);
        var critical = DefectList.Read(Programs.Root).Where(defect => defect is { Critical: true, Equivalent: null });
        var survivors = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(critical, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (defect, _) =>
        {
            foreach (var id in kills.GetValueOrDefault(defect.Id, []))
                if ((await run.PlayAsync([Catalogue.Find(id)!], defect.Id)).Any(result => KillRun.Kills(result, defect)))
                    return;
            survivors.Add(defect.Id);
        });
        Assert.Empty(survivors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Accepts_the_same_verifier_with_no_defect()
    {
        var cases = KillsFile.Read(Programs.Root).Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Select(id => Catalogue.Find(id)!)
            .Where(found => !found.Flags.Contains(CaseFlag.Slow));
        var results = await new KillRun(Programs.Defective, Seed, jobs: 2).PlayAsync(cases, defect: null);
        Assert.Empty(results.Where(result => result.Outcome != Outcome.Pass).Select(result => $"{result.Case.Id}: {result.Outcome} {result.Detail}"));
    }

    [Fact]
    public async Task Rejects_a_defect_that_there_is_not()
    {
        var state = Directory.CreateTempSubdirectory("defect-").FullName;
        using var session = new AdapterSession($"env CONFORMANCE_DEFECT=area/misspelt {Programs.Defective}", state, eachLine: false, "test");
        var end = await Assert.ThrowsAsync<CaseEndException>(async () =>
        {
            await session.StartAsync(TimeSpan.FromSeconds(30));
            await session.AskAsync(new() { ["cmd"] = "init", ["anchor"] = "AAAA" }, TimeSpan.FromSeconds(20));
        });
        Assert.Equal(Outcome.Crash, end.Outcome);
    }
}
