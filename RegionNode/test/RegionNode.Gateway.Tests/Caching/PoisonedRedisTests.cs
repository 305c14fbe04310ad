using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>Somebody else writes to Redis: nothing throws, and nothing that comes out is taken for more than it is.</summary>
public sealed class PoisonedRedisTests() : OwnRedisTests(Prefix)
{
    private static readonly DateTimeOffset Start = CacheInstance.Start;
    private static readonly AssertionKey Key = new("https://hub.test/status/310000/0", 7);
    private const string LiveName = Prefix + "live:https://hub.test/status/310000/0#7";
    private const string Prefix = "poisoned:";

    [RedisFact]
    public async Task Finds_no_assertion_that_is_too_short_too_long_or_no_text()
    {
        await Redis.CommandAsync("SET", LiveName, "short");
        Assert.Null(await Cache.Assertions.Find(Key, default));
        await Redis.CommandAsync("SETRANGE", LiveName, "50000000", "x");
        Assert.Null(await Cache.Assertions.Find(Key, default));
        await Redis.CommandAsync("DEL", LiveName);
        await Redis.CommandAsync("LPUSH", LiveName, "x");
        Assert.Null(await Cache.Assertions.Find(Key, default));
        await Cache.Assertions.Keep(Key, [1], Start, Start.AddSeconds(60), default);
        await Cache.Assertions.Drop(new DroppedEntries(Key.StatusUri, [7], Start), default);
        Assert.Null(await Cache.Assertions.Find(Key, default));
        await Redis.CommandAsync("DEL", LiveName);
        await Redis.CommandAsync("SET", LiveName, "12345678 whatever: who uses it checks it");
        Assert.Equal(" whatever: who uses it checks it"u8.ToArray(), await Cache.Assertions.Find(Key, default));
        Assert.True(Cache.Standing.Available);
    }

    [RedisFact]
    public async Task Vouches_for_no_replay_where_the_begin_of_its_memory_is_no_time()
    {
        foreach (var began in new[] { "", "soon", "-1", "99999999999999999999", "99999999999999" })
        {
            await Redis.CommandAsync("SET", Prefix + "began", began);
            Assert.Equal(ReplayAnswer.Unknown, await Once($"of {began}"));
            Assert.Equal(ReplayAnswer.Again, await Once($"of {began}"));
        }
        await Redis.CommandAsync("DEL", Prefix + "began");
        await Redis.CommandAsync("LPUSH", Prefix + "began", "x");
        Assert.Equal(ReplayAnswer.Away, await Once("a list"));
    }

    [RedisFact]
    public async Task Answers_within_reason_whatever_stands_in_a_partys_account()
    {
        foreach (var poison in new[] { "", "x", "-1e300", "inf", "-inf", "nan", "1e300", "0x7fffffffffffffff" })
        {
            await Redis.CommandAsync("SET", Prefix + "rate:310000/desk", poison);
            await Redis.CommandAsync("SET", Prefix + "day:20260301:310000/desk", poison);
            var answer = await Cache.Quota.Take("310000/desk", 10, 100, 1, default);
            Assert.InRange(answer.RetryAfter, TimeSpan.Zero, TimeSpan.FromDays(1));
        }
        await Redis.CommandAsync("DEL", Prefix + "rate:310000/desk");
        await Redis.CommandAsync("LPUSH", Prefix + "rate:310000/desk", "x");
        await Redis.CommandAsync("DEL", Prefix + "day:20260301:310000/desk");
        Assert.True((await Cache.Quota.Take("310000/desk", 10, 100, 1, default)).Granted);
    }

    [RedisFact]
    public async Task Gives_nothing_that_was_changed_after_it_was_handed_in()
    {
        var one = await Put();
        var other = await Put();
        var names = (await Redis.CommandAsync("KEYS", Prefix + "handed:*")).Split('\n');
        Assert.Equal(2, names.Length);
        await Redis.CommandAsync("RENAME", names[0], names[1]); // One's content under the other's name.
        Assert.Null(await Cache.References.TakeOnce("", one, default));
        Assert.Null(await Cache.References.TakeOnce("", other, default));
        foreach (string[] change in new[] { ["SETRANGE", "5", "x"], ["APPEND", "x"], ["SETRANGE", "50000000", "x"], new[] { "SET", "" } })
        {
            var reference = await Put();
            var name = await Redis.CommandAsync("KEYS", Prefix + "handed:*");
            await Redis.CommandAsync([change[0], name, .. change[1..]]);
            Assert.Null(await Cache.References.TakeOnce("", reference, default));
            Assert.Equal("", await Redis.CommandAsync("KEYS", Prefix + "handed:*"));
        }
    }

    [RedisFact]
    public async Task Holds_nothing_that_tells_what_was_handed_in_or_by_which_reference()
    {
        var reference = await Cache.References.Put("", "a licence of Zhang Wei (synthetic)"u8.ToArray(), TimeSpan.FromSeconds(60), default);
        var name = await Redis.CommandAsync("KEYS", Prefix + "handed:*");
        var held = name + await Redis.CommandAsync("GET", name);
        Assert.DoesNotContain("Zhang", held, StringComparison.Ordinal);
        Assert.DoesNotContain(reference!, held, StringComparison.Ordinal);
        Assert.InRange(int.Parse(await Redis.CommandAsync("TTL", name), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [RedisFact]
    public async Task Survives_any_words_on_the_channel_and_hears_the_next()
    {
        await Cache.Assertions.Keep(Key, [1], Start, Start.AddSeconds(60), default);
        foreach (var words in new[] { "", "x", "1\n2", "\n\n", "1\n\n7", "-1\nu\n7", "1\nu\n-7", "1\nu\n7,", "99999999999999\nu\n7", "1\nu\n" + string.Join(',', Enumerable.Range(0, 2_000)), new string('x', 100_000) })
            await Redis.CommandAsync("PUBLISH", Prefix + "drops", words);
        Assert.NotNull(Cache.Near.Find(Key));
        await Redis.CommandAsync("PUBLISH", Prefix + "drops", $"{Start.ToUnixTimeSeconds()}\n{Key.StatusUri}\n7");
        await Eventually.True("it was heard", () => Task.FromResult(Cache.Near.Find(Key) is null));
    }

    private async Task<string> Put() => (await Cache.References.Put("", new byte[] { 1, 2, 3, 4 }, TimeSpan.FromSeconds(60), default))!;

    private ValueTask<ReplayAnswer> Once(string id) => Cache.Replays.Once(id, Start.AddSeconds(1), Start.AddSeconds(60), default);
}
