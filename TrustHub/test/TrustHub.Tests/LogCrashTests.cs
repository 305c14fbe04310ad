using Grpc.Core;
using TrustHub.Fsck;
using TrustHub.Tests.Support;
using TrustList.Protocol;

namespace TrustHub.Tests;

/// <summary>
/// Stops the hub dead at every write of a log's life: inception, a region admitted, issuance batches, each with its epoch,
/// tiles, checkpoint, cosignatures and proof. Then starts it again, sends everything again, lets the same witnesses look,
/// and walks the data. No witness may ever see a view that is inconsistent with what it cosigned before the crash.
/// </summary>
public sealed class LogCrashTests : HubTest
{
    private const int WritesOfAnEpoch = 10;

    private static readonly bool All = Environment.GetEnvironmentVariable("FEDERATION_CRASHES") == "all";

    public static TheoryData<CrashMoment> Moments => [.. Enum.GetValues<CrashMoment>()];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Survives_a_crash_at_every_write_of_the_log(CrashMoment moment)
    {
        using var calm = new TestFolder();
        var undisturbed = new CrashPlan(moment, int.MaxValue);
        await PlayAsync(new Story(calm.Path, this), undisturbed);
        Assert.InRange(undisturbed.Writes, 50, 100);

        var crashes = 0;
        // Each write at one of the three moments; all three of all of them take two minutes (FEDERATION_CRASHES=all, ./soak log).
        var places = Enumerable.Range(1, undisturbed.Writes).Where(place => All || place % Moments.Count == (int)moment).ToList();
        await Parallel.ForEachAsync(places, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (place, _) =>
        {
            using var folder = new TestFolder();
            var story = new Story(folder.Path, this);
            var plan = new CrashPlan(moment, place);
            var receipts = await PlayAsync(story, plan);
            if (!plan.Crashed)
                return; // This run shared an epoch where the calm one made two.
            Assert.Empty(RepositoryCheck.PublicViolations(folder.Path)); // What a client sees meanwhile.
            await CheckAsync(story, receipts, place);
            Interlocked.Increment(ref crashes);
        });
        Assert.InRange(crashes, places.Count - WritesOfAnEpoch, places.Count);
    }

    private async Task<List<Receipt>> PlayAsync(Story story, CrashPlan plan)
    {
        var receipts = new List<Receipt>();
        try
        {
            await using var hub = await story.StartAsync(plan);
            await story.SettleAsync(hub, () => plan.Crashed);
            foreach (var submit in story.Submissions)
            {
                receipts.Add(await submit(hub));
                await story.SettleAsync(hub, () => plan.Crashed);
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

    private static async Task CheckAsync(Story story, List<Receipt> receipts, int place)
    {
        var again = new List<Receipt>();
        await using (var hub = await story.StartAsync(plan: null))
        {
            foreach (var submit in story.Submissions)
                again.Add(await submit(hub));
            // Two witnesses that look in turn may each see another checkpoint: then they look again.
            for (var look = 0; look < 50 && hub.Services.GetBatches().Find("310000", 2) is null; look++)
                await story.SettleAsync(hub, () => false);
            Assert.NotNull(hub.Services.GetBatches().Find("310000", 2));
        }
        Assert.Equal([3L, 4L, 1L, 2L], again.Select(receipt => receipt.LogIndex));
        Assert.Equal(receipts.Select(receipt => (receipt.LogIndex, receipt.Sha256)), again.Take(receipts.Count).Select(receipt => (receipt.LogIndex, receipt.Sha256)));
        Assert.All(again.Take(receipts.Count), receipt => Assert.True(receipt.Duplicate));
        Assert.True(RepositoryCheck.Violations(story.Data) is [], $"write {place}: {string.Join("; ", RepositoryCheck.Violations(story.Data))}");
    }

    /// <summary>One hub, its operators and witnesses, who outlive its crash.</summary>
    private sealed class Story
    {
        private readonly Operators _operators;
        private readonly LogWitnesses _witnesses;
        private readonly LogCrashTests _test;

        public Story(string data, LogCrashTests test)
        {
            (Data, _test) = (data, test);
            _operators = Operators.InceptLogged(data, out _witnesses);
            var node = _operators.Shanghai;
            var maker = new BatchMaker(node, () => test.Clock.Now);
            // Signed once: what a node sends again are the same bytes.
            var batches = new[] { maker.Next(), maker.Next(1) };
            Submissions =
            [
                hub => hub.SubmitAsync(node, _operators.Metadata("region-310000")),
                hub => hub.SubmitAsync(node, _operators.Metadata("node-310000")),
                hub => hub.SubmitAsync(node, batches[0]),
                hub => hub.SubmitAsync(node, batches[1]),
            ];
        }

        public string Data { get; }

        public IReadOnlyList<Func<RunningHub, Task<Receipt>>> Submissions { get; }

        public Task<RunningHub> StartAsync(CrashPlan? plan) =>
            RunningHub.StartAsync(Data, _test.Clock, plan is null ? null : plan.Install, "--Hub:EpochMilliseconds", "10");

        /// <summary>Lets the witnesses look until everything is logged, witnessed and published, or the hub is dead.</summary>
        public async Task SettleAsync(RunningHub hub, Func<bool> dead)
        {
            await Until.TrueAsync(() => dead() || hub.EverythingIsLogged(), hub.Unlogged);
            var client = LogWitnesses.Client(hub, _operators.Shanghai);
            foreach (var region in _witnesses.Regions.Take(2))
            {
                if (!dead())
                    await _witnesses.LookAsync(client, region, _test.Clock.Now);
            }
            await Until.TrueAsync(() => dead() || hub.IsPublished, () => $"publishing: {hub.Publisher.Failure}");
        }
    }
}
