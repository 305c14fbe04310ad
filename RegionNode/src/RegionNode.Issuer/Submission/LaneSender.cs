using Polly;
using Polly.Retry;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// Sends one lane in order until nothing of it may go. Without a decision it tries again for ever, with growing pauses (0.2
/// to 5 s, jittered); a refusal parks the submission and the lane goes on, except a chain, which first looks where the hub stands.
/// </summary>
internal sealed partial class LaneSender(Outbox outbox, IHubTransport hub, HubContact contact, Chains chains, LinkRenewal renewal, ILogger<LaneSender> logger)
{
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

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

    internal async Task EmptyAsync(string lane, CancellationToken stopping)
    {
        try
        {
            while (chains.MaySend(lane) && outbox.Next(lane) is { } submission)
            {
                var decision = await retrying.ExecuteAsync(token => SendOnceAsync(submission, token), stopping);
                var isNews = outbox.Record(submission, decision);
                if (decision is HubDecision.Refused refused)
                    await RefusedAsync(submission, refused, isNews, stopping);
                outbox.Wake(); // Another lane may have waited for this one.
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The store failed: the row stands as it was or as it should be, and both are safe to send from again.
            Failed(logger, lane, e);
            await Task.Delay(StorePause, stopping);
        }
    }

    private async Task RefusedAsync(OutboundSubmission submission, HubDecision.Refused refused, bool isNews, CancellationToken stopping)
    {
        if (isNews)
            Parked(logger, submission.Lane, submission.Id, refused.Code);
        if (submission.Link is not { } link)
            return;
        await chains.RecoverAsync(submission.Lane, link, refused.Code, stopping);
        await renewal.RenewAsync(submission, refused.Code, stopping);
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
