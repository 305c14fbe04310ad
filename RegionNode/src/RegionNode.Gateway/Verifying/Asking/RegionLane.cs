using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>
/// All questions to one region go through its lane, so that a region that hangs, fails or is overrun costs nothing to the
/// others. From without to within: a party's share, places with a bounded queue, breaker, time-out, repetition of what was not sent, a second
/// endpoint after a delay. What gets no place says nothing about the region, so that the breaker does not see it; what gets one has
/// at least half of its patience left, so that the breaker may hold a time-out against the region.
/// </summary>
internal sealed class RegionLane : IDisposable
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private const int MostHedges = 2;

    private readonly TimeProvider _clock;
    private readonly Places _shares;
    private readonly ConcurrencyLimiter _places;
    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly ResiliencePipeline<Attempt> _guarded;
    private readonly ResiliencePipeline<Attempt> _asked;
    private volatile int _preferred;

    /// <summary>A lane that nothing has gone through.</summary>
    /// <param name="options">Its measures.</param>
    /// <param name="clock">What the breaker and the delays go by: real time, also under a rehearsal clock.</param>
    /// <param name="turned">Is told when the breaker opens (true) and closes (false).</param>
    public RegionLane(AskingOptions options, TimeProvider clock, Action<bool> turned)
    {
        _clock = clock;
        _shares = new Places(options.PartyPlaces, int.MaxValue);
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Places,
            QueueLimit = options.Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _guarded = new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }
            .AddCircuitBreaker(Breaker(options, _breaker, turned))
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => new(CallOf(args.Context).Patience) })
            .Build();
        _asked = new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }.AddRetry(Retry(options)).AddHedging(Hedge(options)).Build();
    }

    /// <summary>Whether the region is not asked at present.</summary>
    public bool IsBroken => _breaker.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <summary>Asks, and always comes to a reply within the patience, or to one at once where the lane is closed or full.</summary>
    /// <param name="party">Who asks: no party has all places.</param>
    /// <param name="endpoints">How many endpoints the region has, at least 1.</param>
    /// <param name="patience">The longest that waiting for a place and all attempts together may take.</param>
    /// <param name="ask">One attempt at the endpoint of that number; throws only when its token is cancelled.</param>
    public async Task<LiveReply> Ask(string party, int endpoints, TimeSpan patience, Func<int, CancellationToken, ValueTask<Attempt>> ask)
    {
        var (began, most) = (_clock.GetTimestamp(), patience / 2);
        using var share = _shares.Take(party);
        if (share is null) return LiveReply.None(nameof(Degraded.Bulkhead), Degraded.Bulkhead);
        using var place = await Place(most);
        if (place is not { IsAcquired: true }) return LiveReply.None(nameof(Degraded.Bulkhead), Degraded.Bulkhead);
        var left = patience - _clock.GetElapsedTime(began);
        var context = ResilienceContextPool.Shared.Get();
        context.Properties.Set(CallKey, new Call(_preferred, endpoints, left < most ? most : left, ask));
        try
        {
            var last = await _guarded.ExecuteAsync(static (context, lane) => lane.Asked(context), context, this);
            return last.Reply;
        }
        catch (TimeoutRejectedException)
        {
            return LiveReply.None("TimedOut", Degraded.HomeSlow);
        }
        catch (BrokenCircuitException)
        {
            return LiveReply.None(nameof(Degraded.BreakerOpen), Degraded.BreakerOpen);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>A place, or none where the queue is full; null where none came free in time.</summary>
    private async Task<RateLimitLease?> Place(TimeSpan most)
    {
        using var late = new CancellationTokenSource(most, _clock);
        try
        {
            return await _places.AcquireAsync(1, late.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private ValueTask<Attempt> Asked(ResilienceContext context) => _asked.ExecuteAsync(static (context, lane) => lane.At(0, context), context, this);

    /// <summary>Asks the endpoint that had answered last when the question came, or the so-many-th after it: never one twice, whatever other questions find out meanwhile.</summary>
    private async ValueTask<Attempt> At(int further, ResilienceContext context)
    {
        var call = CallOf(context);
        var endpoint = (call.First + further) % call.Endpoints;
        var attempt = await call.Ask(endpoint, context.CancellationToken);
        if (attempt.End is AttemptEnd.Answered) _preferred = endpoint;
        return attempt;
    }

    private static CircuitBreakerStrategyOptions<Attempt> Breaker(AskingOptions options, CircuitBreakerStateProvider state, Action<bool> turned) => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = options.BreakerQuestions,
        SamplingDuration = Window,
        BreakDuration = TimeSpan.FromSeconds(options.BreakerSeconds),
        StateProvider = state,
        ShouldHandle = static args => new(args.Outcome.Exception is TimeoutRejectedException || args.Outcome is { Exception: null, Result.CountsAgainst: true }),
        OnOpened = _ => Told(turned, true),
        OnClosed = _ => Told(turned, false),
    };

    private static RetryStrategyOptions<Attempt> Retry(AskingOptions options) => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.FromMilliseconds(options.RetryMilliseconds),
        UseJitter = true,
        ShouldHandle = static args => new(args.Outcome is { Exception: null, Result.MayRepeat: true }),
    };

    private HedgingStrategyOptions<Attempt> Hedge(AskingOptions options) => new()
    {
        MaxHedgedAttempts = MostHedges,
        Delay = TimeSpan.FromMilliseconds(options.HedgeMilliseconds),
        ShouldHandle = static args => new(args.Outcome is { Exception: null, Result.MayBeElsewhere: true }),
        ActionGenerator = args => args.AttemptNumber < CallOf(args.ActionContext).Endpoints
            ? async () => Outcome.FromResult(await At(args.AttemptNumber, args.ActionContext))
            : null,
    };

    private static ValueTask Told(Action<bool> turned, bool open)
    {
        turned(open);
        return ValueTask.CompletedTask;
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private sealed record Call(int First, int Endpoints, TimeSpan Patience, Func<int, CancellationToken, ValueTask<Attempt>> Ask);
}
