using StackExchange.Redis;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// Connects, looks once a second whether Redis answers, brings it back when it does, and connects anew where a connection
/// stands and is silent (the library alone would wait for TCP, a quarter of an hour).
/// </summary>
internal sealed class RedisWatch(RedisLink link, ConfigurationOptions options, AssertionNews news) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SilentTooLong = TimeSpan.FromSeconds(5);

    private long _lastAnswer;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host must not wait for Redis.
        try
        {
            while (true)
            {
                await Look();
                await Task.Delay(link.Available ? Between : BetweenTries, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Replace(null);
        }
    }

    private async Task Look()
    {
        if (_lastAnswer == 0 || TimeProvider.System.GetElapsedTime(_lastAnswer) > SilentTooLong)
        {
            await Connect();
            _lastAnswer = TimeProvider.System.GetTimestamp();
        }
        var reply = await link.Try(async redis => (string?)await redis.ExecuteAsync("INFO", "memory"), Between);
        if (reply is not { Came: true, Value: { } memory }) return;
        _lastAnswer = TimeProvider.System.GetTimestamp();
        link.Doubt = RedisMemory.Evicts(memory) ? "it evicts: replays cannot be ruled out (maxmemory-policy must be noeviction)" : null;
        if (!link.Available && await news.Listen(link, Between)) link.Back();
    }

    private async Task Connect()
    {
        try
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(options);
            connection.ConnectionFailed += (_, failed) =>
            {
                if (!link.IsBy(connection)) return;
                news.Missed();
                link.Away($"not connected: {failed.FailureType}");
            };
            await Replace(connection);
        }
        catch (Exception)
        {
            // Whatever the library throws: not connected, and tried again.
            link.Away("it cannot be connected");
        }
    }

    private async Task Replace(ConnectionMultiplexer? connection)
    {
        if (link.Take(connection) is not { } old) return;
        await old.CloseAsync(allowCommandsToComplete: false).WaitAsync(Between, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        old.Dispose();
    }
}
