using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// What is measured of questions, by the licence's region and the purpose: how many, how they end, how long they take. No tag is
/// about one licence, one person or one desk.
/// </summary>
internal sealed class VerifyMeter : IInstruments
{
    private readonly Histogram<double> _answers;
    private readonly Histogram<double> _home;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _degraded;
    private readonly Counter<long> _refused;

    /// <summary>The instruments, under the gateway's name.</summary>
    public VerifyMeter(ProgramMeter meter)
    {
        _answers = meter.Durations("federation.verify.duration", "From a question to its answer.");
        _home = meter.Durations("federation.home.duration", "From a live question to the home region's answer, or to none.");
        _verdicts = meter.Counter("federation.verdicts", "{verdict}", "Verdicts by purpose, outcome and first reason.");
        _degraded = meter.Counter("federation.verify.degraded", "{answer}", "Answers that rest on less than they could.");
        _refused = meter.Counter("federation.verify.refused", "{question}", "Questions of callers that are known which got no answer.");
    }

    /// <summary>A question has its answer.</summary>
    public void Answered(VerifyQuestion question, Decided decided, TimeSpan took)
    {
        var region = ProvenIssuer.Of(decided.Verdict) ?? "-";
        _answers.Record(took.TotalSeconds, new("region", region), new("purpose", question.Purpose.ToString()), new("outcome", decided.Verdict.Outcome.ToString()), new("live", question.Live));
        _verdicts.Add(1, new("purpose", question.Purpose.ToString()), new("outcome", decided.Verdict.Outcome.ToString()), new("reason", decided.Verdict.Reason?.ToString() ?? "-"));
        foreach (var word in decided.Degraded) _degraded.Add(1, new("region", region), new("purpose", question.Purpose.ToString()), new("word", word.ToString()));
    }

    /// <summary>A question gets no answer.</summary>
    public void Refused(Purpose purpose, string code) => _refused.Add(1, new("purpose", purpose.ToString()), new("code", code));

    /// <summary>A live question has its answer, or has none.</summary>
    public void Asked(string region, Purpose purpose, LiveReply reply, TimeSpan took) =>
        _home.Record(took.TotalSeconds, new("region", region), new("purpose", purpose.ToString()), new("result", reply.Degraded?.ToString() ?? "Answered"));
}
