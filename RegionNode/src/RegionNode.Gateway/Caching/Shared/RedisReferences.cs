using RegionNode.Gateway.Caching.Memory;
using StackExchange.Redis;
using TrustList.Format.Encoding;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// What was handed in at any instance, in Redis, sealed under a key that follows from the reference and its owner alone. While Redis is away
/// it stays at the instance where it was handed in. What is kept in a reference's life is bounded: the server holds replays and
/// quotas too, and must not be filled by strangers.
/// </summary>
/// <param name="link">The way to Redis.</param>
/// <param name="prefix">Before every key.</param>
/// <param name="kind">Which store this is, a word of its keys.</param>
/// <param name="own">Keeps while Redis is away.</param>
internal sealed class RedisReferences(RedisLink link, RedisPrefix prefix, string kind, MemoryReferences own) : IReferences
{
    private const long MostBytesOfALife = 128 << 20; // Counted from the first; so at most twice as much is there at any instant.
    private const int EachBytes = 256; // What a reference costs beside its content.
    private const int MostBytes = Limits.PresentationBytes + 1_024;

    // 1 is kept, 0 is no room. What is taken out meanwhile counts until the account ends.
    private const string PutScript = """
        local size = #ARGV[1] + tonumber(ARGV[4])
        local kept = tonumber(redis.call('GET', KEYS[2]) or '0') or 0
        if kept + size > tonumber(ARGV[3]) then return 0 end
        if redis.call('INCRBY', KEYS[2], size) == size then redis.call('PEXPIRE', KEYS[2], ARGV[2]) end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    // Takes it out whatever it is; what is larger than anything we put there is not sent.
    private const string TakeScript = """
        local fits = redis.call('STRLEN', KEYS[1]) <= tonumber(ARGV[1])
        local held = fits and redis.call('GET', KEYS[1])
        redis.call('DEL', KEYS[1])
        return held
        """;

    /// <inheritdoc/>
    public async ValueTask<string?> Put(string owner, ReadOnlyMemory<byte> content, TimeSpan life, CancellationToken cancel)
    {
        if (content.Length > MostBytes - Reference.Overhead) return null;
        var reference = Reference.New(owner);
        RedisKey[] keys = [KeyOf(reference), $"{prefix}bytes:{kind}"];
        RedisValue[] values = [reference.Seal(content.Span), (long)life.TotalMilliseconds, MostBytesOfALife, EachBytes];
        var reply = await link.Ask(async redis => (long)await redis.ScriptEvaluateAsync(PutScript, keys, values, CommandFlags.NoScriptCache));
        return (reply.Came ? reply.Value == 1 : own.Put(reference, content, life)) ? reference.Text : null;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> TakeOnce(string owner, string reference, CancellationToken cancel)
    {
        if (Reference.Of(owner, reference) is not { } read) return null;
        if (own.Take(read) is { } here) return here;
        RedisKey[] keys = [KeyOf(read)];
        RedisValue[] values = [MostBytes];
        var reply = await link.Ask(async redis => (byte[]?)await redis.ScriptEvaluateAsync(TakeScript, keys, values, CommandFlags.NoScriptCache));
        return reply.Value is { } stored ? read.Open(stored) : null;
    }

    /// <inheritdoc/>
    public void Forget() => own.Forget();

    private RedisKey KeyOf(Reference reference) => $"{prefix}{kind}:{reference.Name}";
}
