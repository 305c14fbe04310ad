using System.Globalization;
using Federation.Hosting.Clock;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// <c>end-log --data DIR --origin NAME --size N --reason TEXT [--unsafe-unread]</c>: takes the operators' word that a log ended with
/// N epochs, with the node stopped. The moves that wait for it go by the log that the node reads now (<see cref="EndedLog"/>), and are
/// decided at the next start. <c>--unsafe-unread</c>: people have asked all regions what those epochs held that this node has not
/// read. Ends with 0: done; 1: not; 64: wrong usage.
/// </summary>
internal static class EndLogCommand
{
    internal const string Verb = "end-log";
    private const string UnreadFlag = "--unsafe-unread";
    private const int Done = 0, Refused = 1;

    internal static int Run(string[] args)
    {
        var settings = VerbRun.Settings(args, UnreadFlag);
        if (settings["data"] is not { Length: > 0 } data || settings["origin"] is not { Length: > 0 } origin
            || !long.TryParse(settings["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || settings["reason"] is not { } reason || !Access.IsReason(reason))
        {
            Console.Error.WriteLine($"usage: RegionNode.Issuer {Verb} --data DIR --origin NAME --size N --reason TEXT [{UnreadFlag}] [--Node:Database=… --Node:DatabasePasswordFile=…]");
            return VerbRun.WrongUsage;
        }
        return VerbRun.Of("not done", Refused, () =>
        {
            using var store = IssuerDatabase.Open(DatabasePlace.Of(settings, data));
            var (outcome, refusal) = store.Write(
                "end log", db => EndedLog.Take(db, origin, size, args.Contains(UnreadFlag), Access.OfOperator(reason), ClockExtensions.Choose(settings).GetUtcNow()));
            if (outcome is null)
            {
                Console.Error.WriteLine($"{refusal}: {origin} decides as before");
                return Refused;
            }
            Rename(data, outcome);
            foreach (var id in outcome.Ids)
                Console.Out.WriteLine(id == TransferHoldTable.Any ? "any move that was forgotten" : id);
            Console.Out.WriteLine($"{outcome.Ids.Count} go by {outcome.Origin}");
            return Done;
        });
    }

    // What the database has forgotten stands in the file alone, and the next start would hold it back for the former log again. It does
    // where a crash comes between: then the same is said once more.
    private static void Rename(string dataDir, EndedLogOutcome outcome)
    {
        using var file = new SignedMovesFile(dataDir);
        if (file.Read() is not { } moves)
            return;
        foreach (var id in outcome.Ids.Where(moves.ContainsKey))
            moves[id] = moves[id] with { Origin = outcome.Origin };
        file.Rewrite(moves);
    }
}
