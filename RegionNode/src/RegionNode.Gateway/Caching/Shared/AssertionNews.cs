using RegionNode.Gateway.Caching.Memory;
using StackExchange.Redis;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// Drops that instances tell each other, about what each has near at hand. Telling may fail and messages may be missed: whoever
/// cannot have heard everything forgets everything.
/// </summary>
internal sealed class AssertionNews(RedisPrefix prefix, MemoryAssertions near)
{
    private readonly RedisChannel _channel = $"{prefix}drops";
    private ConnectionMultiplexer? _heard;

    /// <summary>Hears the others from now on. False: not yet.</summary>
    public async Task<bool> Listen(RedisLink link, TimeSpan patience)
    {
        var reply = await link.Try(
            async redis =>
            {
                var subscriber = redis.Multiplexer.GetSubscriber();
                if (!ReferenceEquals(_heard, redis.Multiplexer)) await subscriber.SubscribeAsync(_channel, (_, text) => Hear(text));
                _heard = redis.Multiplexer;
                return subscriber.IsConnected(_channel);
            },
            patience);
        near.Clear();
        return reply is { Came: true, Value: true };
    }

    /// <summary>Something may have been missed.</summary>
    public void Missed() => near.Clear();

    /// <summary>Tells the others.</summary>
    public async ValueTask Tell(RedisLink link, DroppedEntries dropped) =>
        await link.Ask(redis => redis.PublishAsync(_channel, DropNote.Write(dropped)));

    private void Hear(RedisValue text)
    {
        if (DropNote.Read(text) is { } dropped) near.Drop(dropped);
    }
}
