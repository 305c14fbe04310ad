using System.Diagnostics;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Auditing;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using RegionNode.Gateway.Verifying.Asking;
using RegionNode.Gateway.Verifying.Shown;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// Answers questions, whichever protocol they came by: the one place that knows the order of the steps. The party's purposes, its
/// limits, what a reference stands for, the decision, the trail; only then does anybody see the answer. Who gets none leaves his trace too.
/// </summary>
internal sealed partial class VerifyDesk(
    PartyCheck parties, Handover handover, Decision decision, GatewayTrail trail, RefusedQuestions refusals, VerifyMeter meter, TimeProvider clock, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Federation.Verify");

    /// <summary>The answer to a party's question, or why it gets none.</summary>
    public async Task<DeskReply> Answer(AskingParty party, VerifyQuestion question, CancellationToken cancel)
    {
        var came = Stopwatch.GetTimestamp();
        return await Admit(party, question, cancel) is { } refused ? Refuse(party, question, refused) : await AnswerSince(came, party, question, cancel);
    }

    /// <summary>Whether the party may ask for this purpose, and takes the question from its limits; null where it may ask.</summary>
    public async Task<PartyRefusal?> Admit(AskingParty party, VerifyQuestion question, CancellationToken cancel) =>
        PartyCheck.ForPurpose(party, question.Purpose) ?? await parties.Take(party, 1, cancel);

    /// <summary>No answer, which is noted.</summary>
    public DeskReply Refuse(AskingParty party, VerifyQuestion question, PartyRefusal refused)
    {
        refusals.Note(party, question, refused);
        return DeskReply.No(refused);
    }

    /// <summary>The answer to a question that was admitted, or why it gets none.</summary>
    public Task<DeskReply> AnswerAdmitted(AskingParty party, VerifyQuestion question, CancellationToken cancel) => AnswerSince(Stopwatch.GetTimestamp(), party, question, cancel);

    private async Task<DeskReply> AnswerSince(long came, AskingParty party, VerifyQuestion question, CancellationToken cancel)
    {
        var redeemed = await handover.Redeem(party.Name, question, cancel);
        if (redeemed.Question is not { } whole) return Refuse(party, question, new PartyRefusal(redeemed.Refusal!, redeemed.Detail));
        var decided = await decision.Decide(whole, party.Name, came, cancel);
        if (party.RepetitionUnchecked) decided = decided.With(Degraded.CacheUnavailable);
        var answer = new Answer(decided, Tracing.TraceId);
        var took = Stopwatch.GetElapsedTime(came);
        if (!await trail.Append(Row(party, question, answer, took), cancel))
            return Refuse(party, question, new PartyRefusal(Refusal.TrailUnavailable, trail.Fault?.ToString() ?? "it did not take the entry in time"));
        Tell(party, question, answer, took);
        return DeskReply.Of(answer);
    }

    private QuestionRow Row(AskingParty party, VerifyQuestion question, Answer answer, TimeSpan took)
    {
        var verdict = answer.Decided.Verdict;
        return new QuestionRow
        {
            At = clock.GetUtcNow(),
            Party = party.Name,
            Purpose = question.Purpose,
            Acceptor = question.Acceptor,
            Issuer = ProvenIssuer.Of(verdict),
            Outcome = verdict.Outcome.ToString(),
            Reason = verdict.Reason?.ToString(),
            Live = question.Live,
            Degraded = [.. answer.Decided.Degraded.Select(word => word.ToString())],
            Milliseconds = (long)took.TotalMilliseconds,
            TraceId = answer.TraceId,
        };
    }

    private void Tell(AskingParty party, VerifyQuestion question, Answer answer, TimeSpan took)
    {
        meter.Answered(question, answer.Decided, took);
        var verdict = answer.Decided.Verdict;
        Decided(
            _logger, verdict.Outcome.ToString(), verdict.Reason?.ToString() ?? "-", ProvenIssuer.Of(verdict) ?? "-", question.Acceptor, question.Purpose.ToString(),
            party.Name, question.Live, string.Join(',', answer.Decided.Degraded), (long)took.TotalMilliseconds, answer.TraceId);
    }

    [LoggerMessage(1, LogLevel.Information, "verified {Outcome} {Reason} issuer={Issuer} acceptor={Acceptor} purpose={Purpose} party={Party} live={Live} degraded={Degraded} ms={Ms} trace={Trace}")]
    private static partial void Decided(
        ILogger logger, string outcome, string reason, string issuer, string acceptor, string purpose, string party, bool live, string degraded, long ms, string trace);
}
