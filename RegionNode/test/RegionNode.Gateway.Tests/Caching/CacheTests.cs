using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>What every kind of cache does; run on memory and on Redis.</summary>
public sealed class CacheTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = CacheInstance.Start;
    private static readonly AssertionKey Key = new("https://hub.test/status/310000/0", 7);
    private static readonly byte[] Assertion = [1, 2, 3];

    private CacheInstance Cache { get; set; } = null!;

    public async Task InitializeAsync() => Cache = await CacheInstance.OpenAsync();

    public async Task DisposeAsync() => await Cache.DisposeAsync();

    [Fact]
    public async Task Finds_an_assertion_until_its_end_and_under_its_key_alone()
    {
        await Keep(Start, Start.AddSeconds(60));
        Assert.Equal(Assertion, await Find(Key));
        Assert.Null(await Find(Key with { Index = 8 }));
        Assert.Null(await Find(Key with { StatusUri = "https://hub.test/status/310000/1" }));
    }

    [Fact]
    public async Task Drops_what_was_said_up_to_a_change_also_an_answer_that_comes_after_it()
    {
        await Keep(Start, Start.AddSeconds(60));
        await Drop(Start, Key.Index);
        Assert.Null(await Find(Key));
        await Keep(Start, Start.AddSeconds(60)); // Asked before the change, answered after it was heard of.
        Assert.Null(await Find(Key));
        await Keep(Start.AddSeconds(1), Start.AddSeconds(61));
        Assert.Equal(Assertion, await Find(Key));
        await Drop(Start, Key.Index); // Heard of late: the answer is newer.
        Assert.Equal(Assertion, await Find(Key));
    }

    [Fact]
    public async Task Drops_a_whole_list_where_many_of_it_changed()
    {
        await Keep(Start, Start.AddSeconds(60));
        await Cache.Assertions.Drop(new DroppedEntries(Key.StatusUri, Enumerable.Range(100, 5_000).Select(index => (long)index), Start), default);
        Assert.Null(await Find(Key));
        await Keep(Start.AddSeconds(1), Start.AddSeconds(61));
        Assert.Equal(Assertion, await Find(Key));
    }

    [Fact]
    public async Task Says_first_once_and_again_ever_after()
    {
        Assert.Equal(ReplayAnswer.First, await Once("a", Start.AddSeconds(31)));
        Assert.Equal(ReplayAnswer.Again, await Once("a", Start.AddSeconds(31)));
        Assert.Equal(ReplayAnswer.First, await Once("b", Start.AddSeconds(31)));
    }

    [Fact]
    public async Task Says_first_to_one_of_many_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () => await Once("c", Start.AddSeconds(31)))));
        Assert.Equal((1, 31), (answers.Count(answer => answer == ReplayAnswer.First), answers.Count(answer => answer == ReplayAnswer.Again)));
    }

    [Fact]
    public async Task Does_not_vouch_for_what_was_made_before_its_memory_began()
    {
        Assert.Equal(ReplayAnswer.Unknown, await Once("d", Start.AddSeconds(-1)));
        Assert.Equal(ReplayAnswer.Again, await Once("d", Start.AddSeconds(-1)));
    }

    [Fact]
    public async Task Grants_a_burst_of_two_seconds_then_the_rate()
    {
        Assert.True((await Take("310000/police", 10, count: 15)).Granted);
        Assert.True((await Take("310000/police", 10, count: 5)).Granted);
        var over = await Take("310000/police", 10, count: 20);
        Assert.False(over.Granted);
        Assert.InRange(over.RetryAfter, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        Assert.True((await Take("310000/rental", 10)).Granted);
    }

    [Fact]
    public async Task Grants_more_than_a_burst_where_the_burst_is_whole_and_lets_it_be_paid_for()
    {
        Assert.True((await Take("310000/insurer", 10, count: 1_000)).Granted);
        var over = await Take("310000/insurer", 10);
        Assert.InRange(over.RetryAfter, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Grants_no_more_than_the_day_and_begins_again_the_next()
    {
        Assert.True((await Take("310000/desk", 1_000, 5, 5)).Granted);
        var over = await Take("310000/desk", 1_000, 5);
        Assert.Equal((false, TimeSpan.FromHours(16)), (over.Granted, over.RetryAfter));
        Cache.Clock.Now = Start.AddHours(16);
        Assert.True((await Take("310000/desk", 1_000, 5, 5)).Granted);
    }

    [Fact]
    public async Task Gives_no_day_twice_where_the_clock_goes_back_over_midnight_and_again_forward()
    {
        Cache.Clock.Now = Start.AddHours(16).AddSeconds(-1);
        for (var asked = 0; asked < 5; asked++) Assert.True((await Take("310000/clock", 1_000, 5)).Granted);
        Cache.Clock.Now += TimeSpan.FromSeconds(2);
        for (var asked = 0; asked < 5; asked++) Assert.True((await Take("310000/clock", 1_000, 5)).Granted);
        foreach (var seconds in new[] { -2, 2 })
        {
            Cache.Clock.Now += TimeSpan.FromSeconds(seconds);
            Assert.False((await Take("310000/clock", 1_000, 5)).Granted);
        }
    }

    [Fact]
    public async Task Gives_what_was_handed_in_once()
    {
        var reference = await Cache.References.Put("", new byte[] { 9, 8, 7 }, TimeSpan.FromSeconds(60), default);
        Assert.Equal(22, reference!.Length);
        Assert.Equal([9, 8, 7], await Cache.References.TakeOnce("", reference, default));
        Assert.Null(await Cache.References.TakeOnce("", reference, default));
    }

    [Fact]
    public async Task Takes_one_MiB_and_nothing_by_heart()
    {
        var content = new byte[1 << 20];
        var reference = await Cache.References.Put("", content, TimeSpan.FromSeconds(60), default);
        Assert.Equal(content, await Cache.References.TakeOnce("", reference!, default));
        Assert.Empty((await Cache.References.TakeOnce("", (await Cache.References.Put("", Array.Empty<byte>(), TimeSpan.FromSeconds(60), default))!, default))!);
        foreach (var text in new[] { "", "x", new string('A', 22), new string('é', 22), new string('=', 22), new string('A', 10_000) })
            Assert.Null(await Cache.References.TakeOnce("", text, default));
    }

    private ValueTask Keep(DateTimeOffset at, DateTimeOffset until) => Cache.Assertions.Keep(Key, Assertion, at, until, default);

    private ValueTask<byte[]?> Find(AssertionKey key) => Cache.Assertions.Find(key, default);

    private ValueTask Drop(DateTimeOffset asOf, params long[] indices) => Cache.Assertions.Drop(new DroppedEntries(Key.StatusUri, indices, asOf), default);

    private ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from) => Cache.Replays.Once(id, from, Start.AddSeconds(60), default);

    private ValueTask<QuotaAnswer> Take(string party, int perSecond, int perDay = 1_000_000, int count = 1) => Cache.Quota.Take(party, perSecond, perDay, count, default);
}
