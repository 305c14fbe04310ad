using StackExchange.Redis;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// The way to the instances' Redis. Nothing waits for it longer than the patience that is set, and nothing at all while it is
/// away: <see cref="RedisWatch"/> alone tries then. Nothing throws: a Redis that fails, in whatever way, is one that has no
/// answer. (Own few lines in the place of a circuit breaker of Polly, whose probes would be somebody's requests.)
/// </summary>
internal sealed partial class RedisLink(GatewayOptions options, TimeProvider clock, ILogger<RedisLink> logger) : ICacheStanding
{
    /// <summary>So many in a row without an answer in time, and it is away.</summary>
    private const int MostMissed = 3;

    private const string NotYet = "not connected yet";

    private readonly TimeSpan _patience = TimeSpan.FromMilliseconds(options.RedisMilliseconds);
    private volatile ConnectionMultiplexer? _connection;
    private volatile string? _fault = NotYet;
    private volatile string? _doubt;
    private long _lostTicks = DateTimeOffset.MinValue.UtcTicks;
    private int _missed;
    private volatile bool _wasThere;

    /// <inheritdoc/>
    public bool Available => _fault is null;

    /// <inheritdoc/>
    public string? Fault => _fault ?? Doubt;

    /// <summary>What makes its memory doubtful while it answers; null: nothing.</summary>
    public string? Doubt
    {
        get => _doubt;
        set => _doubt = value;
    }

    /// <summary>When an answer was last missed, by the federation's clock: what was made later was shown while Redis was there.</summary>
    public DateTimeOffset LastLost => new(Interlocked.Read(ref _lostTicks), TimeSpan.Zero);

    /// <summary>Asks, unless it is away.</summary>
    /// <param name="ask">The commands; may fail in any way.</param>
    /// <typeparam name="T">What comes back; it is checked where it is used.</typeparam>
    public async ValueTask<RedisReply<T>> Ask<T>(Func<IDatabase, Task<T>> ask)
    {
        if (_fault is null) return await Try(ask, _patience);
        Lost();
        return default;
    }

    /// <summary>Asks also while it is away.</summary>
    public async ValueTask<RedisReply<T>> Try<T>(Func<IDatabase, Task<T>> ask, TimeSpan patience)
    {
        if (_connection is not { } connection) return default;
        try
        {
            var value = await ask(connection.GetDatabase()).WaitAsync(patience, TimeProvider.System);
            Volatile.Write(ref _missed, 0);
            return new RedisReply<T>(true, value);
        }
        catch (RedisServerException refused)
        {
            // It is there and says no: full, another type under the key, a wrong password. The next command may go well.
            Lost();
            Refused(logger, Word(refused.Message));
            if (_fault is not null) Away($"it refuses: {Word(refused.Message)}");
            return default;
        }
        catch (Exception)
        {
            // Whatever the library throws: no answer.
            Lost();
            if (Interlocked.Increment(ref _missed) >= MostMissed) Away("it does not answer in time");
            return default;
        }
    }

    /// <summary>It answers.</summary>
    public void Back()
    {
        if (_fault is null) return;
        Lost(); // What was made before now may have been shown where nobody could note it.
        (_wasThere, _fault) = (true, null);
        IsBack(logger);
    }

    /// <summary>It does not answer.</summary>
    public void Away(string fault)
    {
        if (_fault is null) Lost();
        if (Interlocked.Exchange(ref _fault, fault) is null or NotYet) IsAway(logger, fault); // Once, whatever else is said of it.
    }

    /// <summary>Whether it is by this connection that one asks.</summary>
    public bool IsBy(ConnectionMultiplexer connection) => ReferenceEquals(_connection, connection);

    /// <summary>Takes another connection; gives the one before.</summary>
    public ConnectionMultiplexer? Take(ConnectionMultiplexer? connection) => Interlocked.Exchange(ref _connection, connection);

    // The first word of what a server says: its code.
    private static string Word(string message) => string.Concat(message.TakeWhile(char.IsAsciiLetterUpper).Take(32));

    private void Lost()
    {
        if (_wasThere) Interlocked.Exchange(ref _lostTicks, clock.GetUtcNow().UtcTicks);
    }

    [LoggerMessage(1, LogLevel.Warning, "the shared cache is away: {Fault}")]
    private static partial void IsAway(ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Information, "the shared cache is there")]
    private static partial void IsBack(ILogger logger);

    [LoggerMessage(3, LogLevel.Debug, "the shared cache refuses: {Word}")]
    private static partial void Refused(ILogger logger, string word);
}

/// <summary>What came back from Redis, if anything did.</summary>
/// <param name="Came">Whether an answer came.</param>
/// <param name="Value">The answer; nobody vouches for it.</param>
internal readonly record struct RedisReply<T>(bool Came, T? Value);
