using RegionNode.Gateway.Caching.Memory;
using StackExchange.Redis;
using TrustList.Format.Status;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// Assertions that any instance asked for, in Redis, and near at hand what this one asked for. A drop is written where the
/// assertion stood, so that an answer which is still under way is not kept after it, and told to the other instances.
/// </summary>
internal sealed class RedisAssertions(RedisLink link, RedisPrefix prefix, MemoryAssertions near, AssertionNews news, TimeProvider clock) : IAssertionCache
{
    // The first eight bytes are the instant; nothing behind them is a drop (StoredAssertion).
    private const string KeepScript = """
        local held = redis.call('GETRANGE', KEYS[1], 0, 8)
        if #held == 8 and struct.unpack('>I8', held) >= struct.unpack('>I8', ARGV[1]) then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    private const string DropScript = """
        for _, key in ipairs(KEYS) do
          local held = redis.call('GETRANGE', key, 0, 7)
          if #held < 8 or struct.unpack('>I8', held) <= struct.unpack('>I8', ARGV[1]) then redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
        end
        return 1
        """;

    /// <inheritdoc/>
    public async ValueTask<byte[]?> Find(AssertionKey key, CancellationToken cancel)
    {
        if (near.Find(key) is { } held) return held;
        var reply = await link.Ask(async redis =>
        {
            var one = redis.StringGetRangeAsync(KeyOf(key), 0, StoredAssertion.MostBytes);
            var whole = redis.StringGetRangeAsync(KeyOf(AssertionKey.WholeList(key.StatusUri)), 0, StoredAssertion.MostBytes);
            var both = await Task.WhenAll(one, whole);
            return (One: StoredAssertion.Read(both[0]), Whole: StoredAssertion.Read(both[1]));
        });
        if (reply is not { Came: true, Value: { One: { Assertion.Length: > 0 } found, Whole: var dropped } }) return null;
        // What this instance heard of may not have been written there.
        return Math.Max(dropped?.At ?? long.MinValue, near.DroppedUpTo(key).ToUnixTimeSeconds()) >= found.At ? null : found.Assertion.ToArray();
    }

    /// <inheritdoc/>
    public async ValueTask Keep(AssertionKey key, byte[] assertion, DateTimeOffset issuedAt, DateTimeOffset until, CancellationToken cancel)
    {
        var life = (long)(until - clock.GetUtcNow()).TotalMilliseconds;
        if (life <= 0 || assertion.Length is 0 or > LiveAssertion.MaxBytes) return;
        near.Keep(key, assertion, issuedAt, until);
        RedisKey[] keys = [KeyOf(key)];
        RedisValue[] values = [new StoredAssertion(issuedAt.ToUnixTimeSeconds(), assertion).Write(), life];
        await link.Ask(redis => redis.ScriptEvaluateAsync(KeepScript, keys, values, CommandFlags.NoScriptCache));
    }

    /// <inheritdoc/>
    public async ValueTask Drop(DroppedEntries dropped, CancellationToken cancel)
    {
        near.Drop(dropped);
        RedisKey[] keys = [.. dropped.Keys.Select(KeyOf)];
        RedisValue[] values = [new StoredAssertion(dropped.AsOf.ToUnixTimeSeconds(), ReadOnlyMemory<byte>.Empty).Write(), (long)LiveAssertion.MaxLife.TotalMilliseconds];
        await link.Ask(redis => redis.ScriptEvaluateAsync(DropScript, keys, values, CommandFlags.NoScriptCache));
        await news.Tell(link, dropped);
    }

    private RedisKey KeyOf(AssertionKey key) => $"{prefix}live:{key.StatusUri}#{key.Index}";
}
