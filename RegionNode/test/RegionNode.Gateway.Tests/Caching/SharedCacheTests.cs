using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>Two instances on one Redis are as one.</summary>
public sealed class SharedCacheTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = CacheInstance.Start;
    private static readonly AssertionKey Key = new("https://hub.test/status/310000/0", 7);

    private CacheInstance One { get; set; } = null!;

    private CacheInstance Other { get; set; } = null!;

    public async Task InitializeAsync()
    {
        if (!RunCache.IsRedis) return;
        var prefix = RunCache.NewPrefix();
        (One, Other) = (await CacheInstance.OpenAsync(prefix: prefix), await CacheInstance.OpenAsync(prefix: prefix));
    }

    public async Task DisposeAsync()
    {
        if (!RunCache.IsRedis) return;
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }

    [RedisFact]
    public async Task Refuses_at_one_what_was_shown_at_the_other()
    {
        Assert.Equal(ReplayAnswer.First, await One.Replays.Once("a", Start.AddSeconds(31), Start.AddSeconds(60), default));
        Assert.Equal(ReplayAnswer.Again, await Other.Replays.Once("a", Start.AddSeconds(31), Start.AddSeconds(60), default));
    }

    [RedisFact]
    public async Task Says_first_to_one_of_many_at_once_at_both()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(turn =>
            Task.Run(async () => await (turn % 2 == 0 ? One : Other).Replays.Once("b", Start.AddSeconds(31), Start.AddSeconds(60), default))));
        Assert.Equal((1, 63), (answers.Count(answer => answer == ReplayAnswer.First), answers.Count(answer => answer == ReplayAnswer.Again)));
    }

    [RedisFact]
    public async Task Counts_a_partys_questions_at_both()
    {
        Assert.True((await One.Quota.Take("310000/desk", 1_000, 10, 6, default)).Granted);
        Assert.False((await Other.Quota.Take("310000/desk", 1_000, 10, 6, default)).Granted);
        Assert.True((await Other.Quota.Take("310000/desk", 1_000, 10, 4, default)).Granted);
        Assert.False((await One.Quota.Take("310000/desk", 1_000, 10, 1, default)).Granted);
        Assert.True((await One.Quota.Take("310000/insurer", 10, 10_000, 1_000, default)).Granted);
        Assert.False((await Other.Quota.Take("310000/insurer", 10, 10_000, 1, default)).Granted);
    }

    [RedisFact]
    public async Task Gives_at_one_what_was_handed_in_at_the_other_once()
    {
        var reference = (await One.References.Put("", new byte[] { 1, 2 }, TimeSpan.FromSeconds(60), default))!;
        var taken = await Task.WhenAll(Other.References.TakeOnce("", reference, default).AsTask(), One.References.TakeOnce("", reference, default).AsTask());
        Assert.Equal([1, 2], Assert.Single(taken, content => content is not null)!);
    }

    [RedisFact]
    public async Task Finds_at_one_what_the_other_asked_until_a_change_is_heard_at_either()
    {
        await One.Assertions.Keep(Key, [1], Start, Start.AddSeconds(60), default);
        Assert.Equal([1], await Other.Assertions.Find(Key, default));
        await Other.Assertions.Drop(new DroppedEntries(Key.StatusUri, [7], Start), default);
        Assert.Null(await Other.Assertions.Find(Key, default));
        await Eventually.True("the other heard of it", async () => await One.Assertions.Find(Key, default) is null);
        await One.Assertions.Keep(Key, [1], Start, Start.AddSeconds(60), default); // Was under way meanwhile.
        Assert.Null(await Other.Assertions.Find(Key, default));
        await One.Assertions.Keep(Key, [2], Start.AddSeconds(1), Start.AddSeconds(60), default);
        Assert.Equal([2], await Other.Assertions.Find(Key, default));
    }
}
