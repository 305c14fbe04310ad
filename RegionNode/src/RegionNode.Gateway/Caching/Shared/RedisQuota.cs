using System.Globalization;
using RegionNode.Gateway.Caching.Memory;
using StackExchange.Redis;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>Limits of parties as all instances count them together, by Redis's clock; without it each instance grants its share.</summary>
/// <param name="link">The way to Redis.</param>
/// <param name="prefix">Before every key.</param>
/// <param name="own">Counts while Redis is away.</param>
/// <param name="options">How many instances share it.</param>
/// <param name="clock">The day.</param>
internal sealed class RedisQuota(RedisLink link, RedisPrefix prefix, MemoryQuota own, GatewayOptions options, TimeProvider clock) : IQuota
{
    // As Rate, in microseconds: 0 is granted, -1 is over the day, more is the wait.
    private const string Script = """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local rate, day, count = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local taken = tonumber(redis.call('GET', KEYS[2]) or '0') or 0
        if taken + count > day then return -1 end
        local paid = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0') or 0)
        local wait = paid - now + math.min(count, 2 * rate) * 1000000 / rate - 2000000
        if wait > 0 then return math.ceil(wait) end
        paid = paid + count * 1000000 / rate
        redis.call('SET', KEYS[1], string.format('%.0f', paid), 'PX', math.ceil((paid - now) / 1000) + 1)
        redis.call('SET', KEYS[2], string.format('%.0f', taken + count), 'PX', ARGV[4])
        return 0
        """;

    private const long OverTheDay = -1;
    private static readonly TimeSpan MostWait = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async ValueTask<QuotaAnswer> Take(string party, int perSecond, int perDay, int count, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var tomorrow = Rate.UntilTomorrow(now);
        var day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        RedisKey[] keys = [$"{prefix}rate:{party}", $"{prefix}day:{day}:{party}"];
        RedisValue[] values = [perSecond, perDay, count, (long)Math.Ceiling((tomorrow + GoesBack.Most).TotalMilliseconds)];
        var reply = await link.Ask(async redis => (long)await redis.ScriptEvaluateAsync(Script, keys, values, CommandFlags.NoScriptCache));
        return reply switch
        {
            { Came: false } => own.Take(party, Math.Max(1, perSecond / options.Instances), Math.Max(1, perDay / options.Instances), count),
            { Value: 0 } => QuotaAnswer.Yes,
            { Value: OverTheDay } => QuotaAnswer.Over(tomorrow),
            { Value: var wait } => QuotaAnswer.Over(TimeSpan.FromMicroseconds(Math.Clamp(wait, 1, (long)MostWait.TotalMicroseconds))),
        };
    }
}
