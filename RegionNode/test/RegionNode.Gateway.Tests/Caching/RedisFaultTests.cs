using System.Diagnostics;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>Redis lost, silent, full, emptied, refusing and lying: slower, and never wrong. Each test has a server of its own.</summary>
public sealed class RedisFaultTests() : OwnRedisTests(Prefix)
{
    private static readonly DateTimeOffset Start = CacheInstance.Start;
    private static readonly AssertionKey Key = new("https://hub.test/status/310000/0", 7);
    private const string Prefix = "faults:";

    [RedisFact]
    public async Task Goes_on_alone_without_waiting_while_it_is_lost_and_shares_again_when_it_is_back()
    {
        Assert.Equal(ReplayAnswer.First, await Once("before", Start.AddSeconds(31)));
        await Redis.StopServerAsync();
        await Cache.IsAway();
        Assert.NotNull(Cache.Standing.Fault);

        Assert.Equal(ReplayAnswer.Again, await Once("before", Start.AddSeconds(1)));
        Assert.Equal(ReplayAnswer.Away, await Once("meanwhile", Start.AddSeconds(1)));
        Assert.Equal(ReplayAnswer.Again, await Once("meanwhile", Start.AddSeconds(1)));
        var reference = await Cache.References.Put("", new byte[] { 1 }, TimeSpan.FromSeconds(60), default);
        Assert.Equal([1], await Cache.References.TakeOnce("", reference!, default));
        await Cache.Assertions.Keep(Key, [5], Start, Start.AddSeconds(60), default);
        Assert.Equal([5], await Cache.Assertions.Find(Key, default));
        var watch = Stopwatch.StartNew();
        for (var asked = 0; asked < 1_000; asked++) Assert.Null(await Cache.Assertions.Find(Key with { Index = 8 }, default));
        Assert.True(watch.Elapsed < TimeSpan.FromMilliseconds(RunCache.PatientMilliseconds) * 10, "each waits");

        Cache.Clock.Now = Start.AddSeconds(30);
        await Redis.StartServerAsync();
        await Cache.IsThere();
        Assert.Equal(ReplayAnswer.Away, await Once("another", Start.AddSeconds(20))); // It may have been shown while nobody could note it.
        Assert.Equal(ReplayAnswer.Away, await Once("at that instant", Start.AddSeconds(30)));
        Assert.Equal(ReplayAnswer.First, await Once("after", Start.AddSeconds(61)));
        Assert.Null(Cache.Standing.Fault);
    }

    [RedisFact]
    public async Task Is_there_by_itself_when_it_was_lost_at_the_start()
    {
        await Redis.StopServerAsync();
        await using var late = await CacheInstance.OpenAsync(own: Redis, wait: false);
        Assert.Equal(ReplayAnswer.Away, await late.Replays.Once("a", Start.AddSeconds(1), Start.AddSeconds(60), default));
        Assert.False(late.Standing.Available);
        await Redis.StartServerAsync();
        await late.IsThere();
        Assert.Equal(ReplayAnswer.First, await late.Replays.Once("b", Start.AddSeconds(31), Start.AddSeconds(60), default));
    }

    [RedisFact]
    public async Task Waits_for_a_silent_one_a_few_times_and_then_no_more()
    {
        await using var impatient = await CacheInstance.OpenAsync(prefix: Prefix, own: Redis, options: new GatewayOptions { RedisMilliseconds = 50 });
        await Redis.PauseAsync();
        for (var asked = 0; asked < 3; asked++) Assert.Equal(ReplayAnswer.Away, await impatient.Replays.Once($"{asked}", Start.AddSeconds(1), Start.AddSeconds(60), default));
        await impatient.IsAway();
        await Redis.ResumeAsync();
        await impatient.IsThere();
        Assert.Equal(ReplayAnswer.Again, await impatient.Replays.Once("0", Start.AddSeconds(1), Start.AddSeconds(60), default));
    }

    [RedisFact]
    public async Task Notes_replays_here_and_grants_its_share_while_it_is_full()
    {
        await using var one = await CacheInstance.OpenAsync(prefix: Prefix, own: Redis, options: new GatewayOptions { RedisMilliseconds = RunCache.PatientMilliseconds, Instances = 4 });
        await Redis.CommandAsync("CONFIG", "SET", "maxmemory", "1");
        Assert.Equal(ReplayAnswer.Away, await one.Replays.Once("a", Start.AddSeconds(1), Start.AddSeconds(60), default));
        Assert.Equal(ReplayAnswer.Again, await one.Replays.Once("a", Start.AddSeconds(1), Start.AddSeconds(60), default));
        Assert.True((await one.Quota.Take("310000/desk", 1_000, 40, 10, default)).Granted);
        Assert.False((await one.Quota.Take("310000/desk", 1_000, 40, 1, default)).Granted);
        var reference = await one.References.Put("", new byte[] { 1 }, TimeSpan.FromSeconds(60), default);
        Assert.Equal([1], await one.References.TakeOnce("", reference!, default));

        await Redis.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        one.Clock.Now = Start.AddSeconds(10);
        Assert.Equal(ReplayAnswer.First, await one.Replays.Once("b", Start.AddSeconds(40), Start.AddSeconds(60), default));
    }

    [RedisFact]
    public async Task Keeps_no_more_than_the_bound_of_a_references_life()
    {
        const string Account = Prefix + "bytes:handed";
        Assert.NotNull(await Cache.References.Put("", new byte[] { 1 }, TimeSpan.FromSeconds(60), default));
        Assert.InRange(int.Parse(await Redis.CommandAsync("TTL", Account), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        await Redis.CommandAsync("SET", Account, "134217728");
        Assert.Null(await Cache.References.Put("", new byte[] { 1 }, TimeSpan.FromSeconds(60), default));
        await Redis.CommandAsync("DEL", Account);
        Assert.NotNull(await Cache.References.Put("", new byte[] { 1 }, TimeSpan.FromSeconds(60), default));
    }

    [RedisFact]
    public async Task Vouches_for_no_replay_where_it_evicts_and_says_so()
    {
        await Redis.CommandAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await Redis.CommandAsync("CONFIG", "SET", "maxmemory", "100mb");
        await Eventually.True("it is known", () => Task.FromResult(Cache.Standing.Fault?.Contains("noeviction", StringComparison.Ordinal) is true));
        Assert.Equal(ReplayAnswer.Away, await Once("a", Start.AddSeconds(1)));
        Assert.Equal(ReplayAnswer.Again, await Once("a", Start.AddSeconds(1)));
    }

    [RedisFact]
    public async Task Vouches_for_nothing_from_before_it_was_emptied()
    {
        await using var other = await CacheInstance.OpenAsync(prefix: Prefix, own: Redis);
        Assert.Equal(ReplayAnswer.First, await Once("a", Start.AddSeconds(31)));
        await Redis.CommandAsync("FLUSHALL");
        other.Clock.Now = Start.AddSeconds(10);
        Assert.Equal(ReplayAnswer.Unknown, await other.Replays.Once("a", Start.AddSeconds(1), Start.AddSeconds(60), default));
        Assert.Equal(ReplayAnswer.Away, await other.Replays.Once("b", Start.AddSeconds(39), Start.AddSeconds(60), default)); // Clocks differ.
        Assert.Equal(ReplayAnswer.First, await other.Replays.Once("c", Start.AddSeconds(40), Start.AddSeconds(60), default));
    }

    [RedisFact]
    public async Task Keeps_what_was_shown_some_minutes_beyond_its_end_for_an_instance_whose_clock_goes_back()
    {
        Assert.Equal(ReplayAnswer.First, await Once("a", Start.AddSeconds(31))); // Ends in 90 seconds.
        Assert.InRange(int.Parse(await Redis.CommandAsync("TTL", Prefix + "shown:a"), System.Globalization.CultureInfo.InvariantCulture), 600, 690);
    }

    [RedisFact]
    public async Task Goes_on_alone_where_the_password_is_wrong()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "wrong");
        await using var shut = await CacheInstance.OpenAsync(own: Redis, wait: false, options: new GatewayOptions { RedisPasswordFile = file });
        await Eventually.True("it is known", () => Task.FromResult(shut.Standing.Fault is not (null or "not connected yet")));
        Assert.False(shut.Standing.Available);
        Assert.Equal(ReplayAnswer.Away, await shut.Replays.Once("a", Start.AddSeconds(1), Start.AddSeconds(60), default));
        Assert.True((await shut.Quota.Take("310000/desk", 10, 10, 1, default)).Granted);
        File.Delete(file);
    }

    private ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from) => Cache.Replays.Once(id, from, Start.AddSeconds(90), default);
}
