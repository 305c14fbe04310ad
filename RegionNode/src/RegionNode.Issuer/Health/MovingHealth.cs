using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Health;

/// <summary>Warns of moves that do not go on: the log cannot be read, or was read anew by a database that was put back, or something is broken.</summary>
internal sealed class MovingHealth(TransferLog log, MovingTroubles troubles, IDurableStore store, TimeProvider clock) : IHealthCheck
{
    private const int MostNamed = 10;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var late = store.Read(TransferTable.Records).Count(record => TransferRecord.Read(record).Value.NotAfter < now);
        var (unknown, held, standing) = (store.Read(TransferTable.Unknown), store.Read(TransferHoldTable.Count), troubles.All);
        List<HealthFinding> words = [];
        if (late > 0)
            words.Add(NodeReasons.MovesLate.Because($"{late} moves are signed and undecided past their deadline (TransferPending)"));
        if (unknown.Count > 0)
            words.Add(NodeReasons.MovesUnknown.Because($"the log holds moves to this region that this database does not know; their offices have to accept them again: {string.Join(' ', unknown)}"));
        if (held > 0)
            words.Add(NodeReasons.MovesHeld.Because($"{held} moves may have been signed that this database does not know: nobody is answered for whom they may concern until the log was read that far"));
        words.AddRange(log.Origin is { } named ? store.Read(db => TransferTable.OtherLogs(db, named).Select(origin => NodeReasons.MovesOfOtherLog.Because(OfOtherLog(db, origin))).ToList()) : []);
        if (standing.Count > 0)
            words.Add(NodeReasons.MovesStuck.Because($"{standing.Count} moves cannot go on: {string.Join("; ", standing.Take(MostNamed))}"));
        return Task.FromResult(HealthFinding.Result(words, between: ". "));
    }

    private static string OfOtherLog(StoreSession db, string origin)
    {
        var (waiting, read) = (TransferTable.WaitingFor(db, origin), TransferWalkTable.Find(db, origin)?.Size ?? 0);
        var names = waiting.Take(MostNamed).Select(move => move.Id == TransferHoldTable.Any ? "any that was forgotten" : move.Id);
        return $"{waiting.Count} moves may be in {origin}, of which {read} epochs were read and which is not the log that policy names: undecided until it is named again, or the other one "
            + $"is shown to go on with it, or operators say where it ended ({EndLogCommand.Verb}): {string.Join(' ', names)}";
    }
}
