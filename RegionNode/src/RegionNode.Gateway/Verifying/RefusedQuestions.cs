using System.Collections.Concurrent;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Auditing;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// What is left of a question that gets no answer: a measure, a log line with the party's name and, of a registered party, an entry of the
/// trail (SPEC.md §15.9), as many a second as it may have; those beyond it are counted in the next one. Nobody waits for any of them.
/// </summary>
internal sealed partial class RefusedQuestions(GatewayTrail trail, VerifyMeter meter, MemoryQuota rates, TimeProvider clock, ILoggerFactory loggers)
{
    /// <summary>Entries of one party a second; twice as many at once.</summary>
    public const int EntriesPerSecond = 2;

    private readonly ILogger _logger = loggers.CreateLogger("Federation.Verify");
    private readonly ConcurrentDictionary<string, int> _unwritten = new(StringComparer.Ordinal); // By party: registered ones alone.

    /// <summary>Takes note of one.</summary>
    /// <param name="party">Who asked.</param>
    /// <param name="question">What.</param>
    /// <param name="refused">Why it gets no answer.</param>
    public void Note(AskingParty party, VerifyQuestion question, PartyRefusal refused)
    {
        var (code, trace) = (refused.Refusal.Problem.Code, Tracing.TraceId);
        meter.Refused(question.Purpose, code);
        Refused(_logger, code, question.Acceptor, question.Purpose.ToString(), party.Name, trace);
        if (party.Region is not null) Append(party.Name, question, code, trace);
    }

    private void Append(string party, VerifyQuestion question, string code, string trace)
    {
        if (!rates.Take($"refused:{party}", EntriesPerSecond, int.MaxValue, 1).Granted)
        {
            Owe(party, 1);
            return;
        }

        _unwritten.TryRemove(party, out var unwritten);
        var row = new RefusedRow { At = clock.GetUtcNow(), Party = party, Purpose = question.Purpose, Acceptor = question.Acceptor, Code = code, Unwritten = unwritten, TraceId = trace };
        if (!trail.Note(row)) Owe(party, unwritten + 1);
    }

    private void Owe(string party, int refusals) => _unwritten.AddOrUpdate(party, refusals, (_, owed) => owed + refusals);

    [LoggerMessage(1, LogLevel.Information, "refused {Code} acceptor={Acceptor} purpose={Purpose} party={Party} trace={Trace}")]
    private static partial void Refused(ILogger logger, string code, string acceptor, string purpose, string party, string trace);
}
