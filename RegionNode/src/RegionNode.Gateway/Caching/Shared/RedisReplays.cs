using System.Globalization;
using RegionNode.Gateway.Caching.Memory;
using StackExchange.Redis;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// What was shown to any instance, in Redis; what was shown to this one is known without it. "First" is said only where the
/// memory reaches back to when the thing was made: a Redis that was emptied since, or that this instance missed since, does not. Redis
/// forgets by its own clock, and so only some time after the end of a thing: an instance's clock may go back.
/// </summary>
internal sealed class RedisReplays(RedisLink link, RedisPrefix prefix, MemoryReplays own, TimeProvider clock) : IReplayCache
{
    // When the memory began is written with the first id: a Redis that lost its ids lost that too.
    private const string Script = """
        local began = redis.call('GET', KEYS[2])
        if not began then
          began = ARGV[1]
          redis.call('SET', KEYS[2], began)
        end
        if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[2]) then return began end
        return 'again'
        """;

    // The instance that wrote when the memory began may have a clock that is behind.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        if (own.Once(id, from, until) == ReplayAnswer.Again) return ReplayAnswer.Again;
        var now = clock.GetUtcNow();
        if (id.Length > IReplayCache.MostIdCharacters || until <= now) return ReplayAnswer.Unknown;
        var missed = link.LastLost;
        RedisKey[] keys = [$"{prefix}shown:{id}", $"{prefix}began"];
        RedisValue[] values = [now.ToUnixTimeMilliseconds(), (long)Math.Ceiling((until - now + GoesBack.Most).TotalMilliseconds)];
        var reply = await link.Ask(async redis => (string?)await redis.ScriptEvaluateAsync(Script, keys, values, CommandFlags.NoScriptCache));
        if (!reply.Came) return ReplayAnswer.Away;
        if (reply.Value == "again") return ReplayAnswer.Again;
        if (own.MayHaveForgotten(id, until)) return ReplayAnswer.Unknown;
        if (link.Doubt is not null || from <= missed) return ReplayAnswer.Away;
        if (!long.TryParse(reply.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var began) || from.ToUnixTimeMilliseconds() < began) return ReplayAnswer.Unknown;
        return (from - ClockSkew).ToUnixTimeMilliseconds() >= began ? ReplayAnswer.First : ReplayAnswer.Away;
    }
}
