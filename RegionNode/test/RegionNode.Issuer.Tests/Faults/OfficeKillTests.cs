using RegionNode.Issuer.Tests.World;
using Xunit.Abstractions;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>
/// kill -9 of the issuer amid an import, photo reviews with their decisions, collecting and the feed.
/// </summary>
public sealed class OfficeKillTests(ITestOutputHelper output)
{
    private const int UsualKills = 8;
    private const int LongestPauseMs = 900;

    [Fact]
    public async Task Survives_kill_9_amid_imports_reviews_and_events_with_nothing_half_done_lost_or_twice()
    {
        var ordeal = Ordeal.Of(UsualKills);
        output.WriteLine(ordeal.ToString());
        await using var region = await TestRegion.PrepareAsync();
        var patient = new PatientCaller();
        var (registry, reviewers) = (new BusyRegistry(region, patient), new BusyReviewers(region, patient));
        using var done = new CancellationTokenSource();
        var process = region.StartProcess();
        Task[] work = [Task.Run(() => registry.WorkAsync(done.Token)), Task.Run(() => reviewers.WorkAsync(done.Token))];
        try
        {
            for (var kill = 0; kill < ordeal.Kills; kill++)
            {
                if (ordeal.Random.Next(3) != 0)
                    await ProgressAsync(patient, work); // Else maybe while it starts.
                await Task.Delay(ordeal.Random.Next(LongestPauseMs));
                Assert.False(process.HasExited, "the issuer ended by itself");
                process.Dispose();
                process = region.StartProcess();
            }
            await done.CancelAsync();
            await Task.WhenAll(work);
            await region.ReadyAsync();
            await registry.CheckAsync();
            await reviewers.CheckAsync();
            await Eventually.TrueAsync(() => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE state <> 1")) == 0, "the backlog is drained");
            HubInvariants.Hold(region);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{ordeal}: {e.Message}", e);
        }
        finally
        {
            process.Dispose();
        }
        output.WriteLine($"{registry.Finished.Count} imports, {reviewers.Deeds.Count} decisions, {reviewers.Repeated} asked for again, {patient.Answers} answers");
    }

    private static Task ProgressAsync(PatientCaller patient, Task[] work)
    {
        var before = patient.Answers;
        return PatientCaller.UntilAsync(async () =>
        {
            if (work.FirstOrDefault(task => task.IsFaulted) is { } failed)
                await failed;
            return patient.Answers > before + 3;
        }, "the work goes on");
    }
}
