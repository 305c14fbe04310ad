using Polly;
using Polly.Retry;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// Empties the outbox: lanes beside each other, each lane in order. Without a decision it tries again for ever, with
/// growing pauses (0.2 to 5 s, jittered); a refusal parks the submission and the lane goes on.
/// </summary>
internal sealed partial class OutboxSender(Outbox outbox, IHubTransport hub, HubContact contact, ILogger<OutboxSender> logger) : BackgroundService
{
    private readonly ResiliencePipeline<HubDecision> retrying = new ResiliencePipelineBuilder<HubDecision>()
        .AddRetry(new RetryStrategyOptions<HubDecision>
        {
            ShouldHandle = new PredicateBuilder<HubDecision>().Handle<HubUnreachableException>(),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = outbox.Woken;
            foreach (var done in running.Where(lane => lane.Value.IsCompleted).Select(lane => lane.Key).ToList())
                running.Remove(done);
            foreach (var lane in outbox.PendingLanes().Where(lane => !running.ContainsKey(lane)))
            {
                if (outbox.Next(lane) is not null)
                    running[lane] = Task.Run(() => EmptyAsync(lane, stoppingToken), stoppingToken);
            }
            await Task.WhenAny([woken, .. running.Values, Task.Delay(Timeout.Infinite, stoppingToken)]);
        }
    }

    private async Task EmptyAsync(string lane, CancellationToken stopping)
    {
        try
        {
            while (outbox.Next(lane) is { } submission)
            {
                var decision = await retrying.ExecuteAsync(token => SendOnceAsync(submission, token), stopping);
                outbox.Record(submission, decision);
                if (decision is HubDecision.Refused refused)
                    Parked(logger, submission.Lane, submission.Id, refused.Code);
                outbox.Wake(); // Another lane may have waited for this one.
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The store failed: the row stands as it was or as it should be, and both are safe to send from again.
            Failed(logger, lane, e);
            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
        }
    }

    private async ValueTask<HubDecision> SendOnceAsync(OutboundSubmission submission, CancellationToken cancellation)
    {
        try
        {
            var decision = await hub.SendAsync(submission, cancellation);
            contact.Reached();
            return decision;
        }
        catch (HubUnreachableException e)
        {
            if (contact.Lost())
                Unreachable(logger, e.Message);
            outbox.CountFailure(submission);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "the hub refused {Lane} {Submission}: {Code}; parked")]
    private static partial void Parked(ILogger logger, string lane, string submission, string code);

    [LoggerMessage(2, LogLevel.Warning, "the hub does not answer ({Why}); submissions wait")]
    private static partial void Unreachable(ILogger logger, string why);

    [LoggerMessage(3, LogLevel.Error, "cannot read or record submissions of {Lane}")]
    private static partial void Failed(ILogger logger, string lane, Exception cause);
}
