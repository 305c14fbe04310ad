using Grpc.Core;
using TrustHub.Fsck;
using TrustHub.Tests.Support;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>
/// Stops the hub dead at every single write that inception, an admission of a region, two status lists, a new root and new targets consist of:
/// before the write, after it, and (for files) in its middle. Then starts it again, sends everything again, and walks
/// the data. Nothing may be lost, doubled or left lying about.
/// </summary>
public sealed class CrashTests : HubTest
{
    public static TheoryData<CrashMoment> Moments => [.. Enum.GetValues<CrashMoment>()];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Survives_a_crash_at_every_write(CrashMoment moment)
    {
        using var calm = new TestFolder();
        var undisturbed = new CrashPlan(moment, int.MaxValue);
        await PlayAsync(calm.Path, Story(Operators.Incept(calm.Path)), undisturbed);
        Assert.InRange(undisturbed.Writes, 40, 80);

        var crashes = 0;
        var places = Enumerable.Range(1, undisturbed.Writes);
        // Each place has its own hub; most of the time is waiting for the publisher's tick.
        await Parallel.ForEachAsync(places, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (place, _) =>
        {
            using var folder = new TestFolder();
            var story = Story(Operators.Incept(folder.Path));
            var plan = new CrashPlan(moment, place);
            var receipts = await PlayAsync(folder.Path, story, plan);
            Assert.True(plan.Crashed, $"no write {place}");
            Assert.Empty(RepositoryCheck.PublicViolations(folder.Path)); // What a client sees meanwhile.
            await CheckAsync(folder.Path, story, receipts);
            Interlocked.Increment(ref crashes);
        });
        Assert.Equal(undisturbed.Writes, crashes);
    }

    private static List<Func<RunningHub, Task<Receipt>>> Story(Operators operators)
    {
        var node = operators.Shanghai;
        // Signed once: what a node sends again are the same bytes.
        operators.Repository.RotateRoot();
        operators.Repository.Publish();
        var lists = new[] { node.StatusList(1, Operators.Start), node.StatusList(2, Operators.Start) };
        return
        [
            hub => hub.SubmitAsync(node, operators.Metadata("region-310000")),
            hub => hub.SubmitAsync(node, operators.Metadata("node-310000")),
            hub => hub.SubmitAsync(node, lists[0]),
            hub => hub.SubmitAsync(node, lists[1]),
            hub => hub.SubmitAsync(node, operators.Metadata("root", 2)),
            hub => hub.SubmitAsync(node, operators.Metadata("targets", 2)),
        ];
    }

    /// <summary>Plays the story until the crash; the receipts that got out.</summary>
    private async Task<List<Receipt>> PlayAsync(string data, IReadOnlyList<Func<RunningHub, Task<Receipt>>> story, CrashPlan plan)
    {
        var receipts = new List<Receipt>();
        try
        {
            await using var hub = await RunningHub.StartAsync(data, Clock, plan.Install);
            foreach (var submit in story)
            {
                receipts.Add(await submit(hub));
                await Until.TrueAsync(() => plan.Crashed || hub.IsPublished);
                if (plan.Crashed)
                    break;
            }
        }
        catch (Exception e) when (plan.Crashed && e is RpcException or CrashException)
        {
            // Dead: nothing more comes from this process.
        }
        return receipts;
    }

    private async Task CheckAsync(string data, IReadOnlyList<Func<RunningHub, Task<Receipt>>> story, List<Receipt> receipts)
    {
        var again = new List<Receipt>();
        await using (var hub = await RunningHub.StartAsync(data, Clock))
        {
            foreach (var submit in story)
                again.Add(await submit(hub));
            await hub.PublishedAsync();
        }
        Assert.Equal([3L, 4L, 5L, 6L, 7L, 8L], again.Select(receipt => receipt.LogIndex));
        Assert.Equal(receipts.Select(receipt => (receipt.LogIndex, receipt.Sha256)), again.Take(receipts.Count).Select(receipt => (receipt.LogIndex, receipt.Sha256)));
        Assert.All(again.Take(receipts.Count), receipt => Assert.True(receipt.Duplicate));
        Assert.Empty(RepositoryCheck.Violations(data));
    }
}
