using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Opening;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>
/// <c>fsck --data DIR</c>: walks a node's whole database in one snapshot and prints each violation on a line. Beside the running
/// node or of a stopped one; changes nothing but the audit trail, which names the run. It takes as long as the database is large, in memory that does not grow with it. Ends with 0: whole; 1: not; 2: it cannot be read.
/// </summary>
internal static class FsckCommand
{
    internal const string Verb = "fsck";
    private const int Whole = 0, Violated = 1, Unread = 2;

    internal static int Run(string[] args)
    {
        var settings = VerbRun.Settings(args);
        if (settings["data"] is not { Length: > 0 } data || !OperatorEntry.IsReasonFit(settings))
        {
            Console.Error.WriteLine($"usage: RegionNode.Issuer fsck --data DIR {OperatorEntry.ReasonUsage} [--Node:Database=… --Node:DatabasePasswordFile=…]");
            return VerbRun.WrongUsage;
        }
        return VerbRun.Of("not read", Unread, () =>
        {
            var region = OpenArguments.CodeOf(data);
            using var store = IssuerDatabase.OpenToCheck(DatabasePlace.Of(settings, data));
            OperatorEntry.Note(store, settings, Verb, AuditAct.DatabaseChecked, db => $"{SealedValues.Count(db)} sealed values");
            var violations = store.Read(db => NodeCheck.Violations(db, region));
            foreach (var violation in violations)
                Console.Out.WriteLine(violation);
            Console.Out.WriteLine(violations.Count == 0 ? "whole" : $"{violations.Count} violations");
            return violations.Count == 0 ? Whole : Violated;
        });
    }
}
