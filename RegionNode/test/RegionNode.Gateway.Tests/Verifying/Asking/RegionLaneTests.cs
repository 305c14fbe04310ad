using System.Collections.Concurrent;
using RegionNode.Gateway.Tests.World;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

public sealed class RegionLaneTests
{
    private const string Police = "320000/police";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly LiveReply Good = Answer();
    private readonly ConcurrentQueue<int> _attempts = new();
    private readonly ConcurrentQueue<bool> _turns = new();

    [Theory]
    [InlineData("NotSent", 2)]
    [InlineData("Unavailable", 2)]
    [InlineData("Failed", 1)]
    [InlineData("Unusable", 1)]
    [InlineData("Refused", 1)]
    [InlineData("Answered", 1)]
    public async Task Asks_an_endpoint_again_only_where_it_cannot_have_answered(string ends, int attempts)
    {
        using var lane = Lane();
        await Ask(lane, 1, Enum.Parse<AttemptEnd>(ends));
        Assert.Equal(attempts, _attempts.Count);
    }

    [Theory]
    [InlineData("NotSent", true)]
    [InlineData("Unavailable", true)]
    [InlineData("Failed", true)]
    [InlineData("Unusable", true)]
    [InlineData("Refused", false)]
    public async Task Asks_the_second_endpoint_where_it_may_do_better_than(string first, bool second)
    {
        using var lane = Lane();
        var reply = await lane.Ask(Police, 2, Long, (endpoint, _) => Attempted(endpoint, endpoint == 0 ? Enum.Parse<AttemptEnd>(first) : AttemptEnd.Answered));
        Assert.Equal(second, reply.Answer is not null);
        Assert.Equal(second ? [0, 1] : new[] { 0 }, _attempts);
    }

    [Fact]
    public async Task Begins_with_the_endpoint_that_answered_last()
    {
        using var lane = Lane(hedge: 600_000);
        for (var question = 0; question < 2; question++)
            Assert.NotNull((await lane.Ask(Police, 2, Long, (endpoint, _) => Attempted(endpoint, endpoint == 0 ? AttemptEnd.Failed : AttemptEnd.Answered))).Answer);
        Assert.Equal([0, 1, 1], _attempts);
    }

    [Fact]
    public async Task Asks_the_second_endpoint_though_another_question_found_it_meanwhile()
    {
        using var lane = Lane(hedge: 600_000);
        var (asked, found) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var slow = lane.Ask(Police, 2, Long, async (endpoint, _) =>
        {
            asked.TrySetResult();
            await found.Task;
            return await Attempted(endpoint, endpoint == 0 ? AttemptEnd.Failed : AttemptEnd.Answered);
        });
        await asked.Task;
        Assert.NotNull((await lane.Ask(Police, 2, Long, (endpoint, _) => Attempted(endpoint, endpoint == 0 ? AttemptEnd.Failed : AttemptEnd.Answered))).Answer);
        found.SetResult();
        Assert.NotNull((await slow).Answer);
        Assert.Equal([0, 1, 0, 1], _attempts);
    }

    [Fact]
    public async Task Asks_the_second_endpoint_while_the_first_says_nothing_and_begins_with_it_from_then_on()
    {
        using var lane = Lane();
        var let = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var question = 0; question < 2; question++)
        {
            var reply = await lane.Ask(Police, 2, Long, async (endpoint, cancel) =>
            {
                if (endpoint == 0) await Silence(cancel, let);
                return await Attempted(endpoint, AttemptEnd.Answered);
            });
            Assert.NotNull(reply.Answer);
        }
        await let.Task; // The first was let go.
        Assert.Equal([1, 1], _attempts);
    }

    [Fact]
    public async Task Stops_asking_a_region_that_fails_and_lets_one_question_find_out_whether_it_works_again()
    {
        var clock = new SettableClock(Border.Start);
        using var lane = Lane(clock: clock);
        for (var question = 0; question < 4; question++) Assert.Equal(Degraded.HomeUnavailable, (await Ask(lane, 1, AttemptEnd.Failed)).Degraded);
        Assert.True(lane.IsBroken);
        for (var question = 0; question < 20; question++) Assert.Equal(Degraded.BreakerOpen, (await Ask(lane, 1, AttemptEnd.Answered)).Degraded);
        Assert.Equal(4, _attempts.Count);

        clock.Now += TimeSpan.FromSeconds(6);
        Assert.Equal(Degraded.HomeUnavailable, (await Ask(lane, 1, AttemptEnd.Failed)).Degraded); // The probe.
        Assert.Equal(Degraded.BreakerOpen, (await Ask(lane, 1, AttemptEnd.Answered)).Degraded);
        Assert.Equal(5, _attempts.Count);

        clock.Now += TimeSpan.FromSeconds(6);
        for (var question = 0; question < 3; question++) Assert.NotNull((await Ask(lane, 1, AttemptEnd.Answered)).Answer);
        Assert.False(lane.IsBroken);
        Assert.Equal([true, true, false], _turns);
    }

    [Fact]
    public async Task Stops_asking_a_region_that_is_never_in_time()
    {
        using var lane = Lane();
        for (var question = 0; question < 4; question++)
            Assert.Equal(Degraded.HomeSlow, (await lane.Ask(Police, 1, TimeSpan.FromMilliseconds(20), async (_, cancel) =>
            {
                await Silence(cancel);
                throw new InvalidOperationException("silence ends by cancellation");
            })).Degraded);
        Assert.Equal(Degraded.BreakerOpen, (await Ask(lane, 1, AttemptEnd.Answered)).Degraded);
    }

    [Theory]
    [InlineData("Refused")]
    [InlineData("Unusable")]
    public async Task Goes_on_asking_a_region_that_answers_and_is(string ends)
    {
        using var lane = Lane();
        for (var question = 0; question < 50; question++) Assert.Equal(Degraded.HomeAnswerRefused, (await Ask(lane, 1, Enum.Parse<AttemptEnd>(ends))).Degraded);
        Assert.Equal(50, _attempts.Count);
    }

    [Fact]
    public async Task Answers_at_once_where_every_place_and_the_queue_are_taken()
    {
        using var lane = Lane(places: 2, queue: 1);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async ValueTask<Attempt> Held(int endpoint, CancellationToken cancel)
        {
            var attempted = Attempted(endpoint, AttemptEnd.Answered);
            await release.Task;
            return await attempted;
        }
        var held = Enumerable.Range(0, 3).Select(_ => lane.Ask(Police, 1, Long, Held)).ToList();
        for (var question = 0; question < 5; question++) Assert.Equal(Degraded.Bulkhead, (await lane.Ask(Police, 1, Long, Held)).Degraded);
        Assert.Equal(2, _attempts.Count);
        release.SetResult();
        Assert.All(await Task.WhenAll(held), reply => Assert.NotNull(reply.Answer));
        Assert.False(lane.IsBroken);
    }

    [Fact]
    public async Task Leaves_places_to_others_where_one_party_has_all_that_it_may_have()
    {
        using var lane = Lane(places: 4, queue: 4, ofOneParty: 3);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = Enumerable.Range(0, 3).Select(_ => lane.Ask(Police, 1, Long, async (endpoint, _) =>
        {
            await release.Task;
            return await Attempted(endpoint, AttemptEnd.Answered);
        })).ToList();
        Assert.Equal(Degraded.Bulkhead, (await Ask(lane, 1, AttemptEnd.Answered)).Degraded);
        Assert.NotNull((await lane.Ask("320000/insurer", 1, Long, (endpoint, _) => Attempted(endpoint, AttemptEnd.Answered))).Answer);
        release.SetResult();
        Assert.All(await Task.WhenAll(held), reply => Assert.NotNull(reply.Answer));
        Assert.NotNull((await Ask(lane, 1, AttemptEnd.Answered)).Answer);
    }

    [Fact]
    public async Task Stops_asking_a_region_that_fails_while_many_more_find_no_place()
    {
        using var lane = Lane(places: 4, queue: 0);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = Enumerable.Range(0, 4).Select(_ => lane.Ask(Police, 1, Long, async (endpoint, _) =>
        {
            await release.Task;
            return await Attempted(endpoint, AttemptEnd.Failed);
        })).ToList();
        for (var question = 0; question < 40; question++) Assert.Equal(Degraded.Bulkhead, (await Ask(lane, 1, AttemptEnd.Answered)).Degraded);
        release.SetResult();
        Assert.All(await Task.WhenAll(held), reply => Assert.Equal(Degraded.HomeUnavailable, reply.Degraded));
        Assert.True(lane.IsBroken);
    }

    [Fact]
    public async Task Goes_on_asking_a_region_for_which_questions_waited_too_long()
    {
        using var lane = Lane(places: 1);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = lane.Ask(Police, 1, Long, async (endpoint, _) =>
        {
            await release.Task;
            return await Attempted(endpoint, AttemptEnd.Answered);
        });
        for (var question = 0; question < 8; question++)
            Assert.Equal(Degraded.Bulkhead, (await lane.Ask(Police, 1, TimeSpan.FromMilliseconds(20), (endpoint, _) => Attempted(endpoint, AttemptEnd.Answered))).Degraded);
        Assert.False(lane.IsBroken);
        release.SetResult();
        Assert.NotNull((await held).Answer);
        Assert.NotNull((await Ask(lane, 1, AttemptEnd.Answered)).Answer);
    }

    private RegionLane Lane(int places = 10, int queue = 10, int ofOneParty = 100, int hedge = 10, TimeProvider? clock = null) => new(
        new AskingOptions { Places = places, Queue = queue, PartyPlaces = ofOneParty, HedgeMilliseconds = hedge, RetryMilliseconds = 1, BreakerQuestions = 4, BreakerSeconds = 5 },
        clock ?? TimeProvider.System, _turns.Enqueue);

    private Task<LiveReply> Ask(RegionLane lane, int endpoints, AttemptEnd ends) => lane.Ask(Police, endpoints, Long, (endpoint, _) => Attempted(endpoint, ends));

    private ValueTask<Attempt> Attempted(int endpoint, AttemptEnd ends)
    {
        _attempts.Enqueue(endpoint);
        return new(new Attempt(ends, ends switch
        {
            AttemptEnd.Answered => Good,
            AttemptEnd.Refused or AttemptEnd.Unusable => LiveReply.None(ends.ToString(), Degraded.HomeAnswerRefused),
            _ => LiveReply.None(ends.ToString(), Degraded.HomeUnavailable),
        }));
    }

    private static async Task Silence(CancellationToken cancel, TaskCompletionSource? let = null)
    {
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        let?.TrySetResult();
        cancel.ThrowIfCancellationRequested();
    }

    private static LiveReply Answer()
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var claims = new LiveStatusClaims
        {
            Region = Border.Shanghai,
            StatusUri = "https://hub.test/status/310000/0",
            Index = 1,
            Value = StatusValue.Valid,
            Letters = "",
            IssuedAt = Border.Start,
            Expires = Border.Start.AddMinutes(5),
            Nonce = new byte[32],
        };
        var assertion = LiveAssertion.Sign(claims, key, key.PublicKey.Thumbprint);
        var question = new LiveStatusQuestion(claims.Region, claims.StatusUri, claims.Index, claims.Nonce);
        return LiveReply.Of(LiveAssertion.Verify(assertion, question, _ => key.PublicKey, Border.Start).Value);
    }
}
