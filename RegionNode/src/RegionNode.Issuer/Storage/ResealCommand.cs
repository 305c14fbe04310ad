using RegionNode.Issuer.Audit;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// <c>reseal --data DIR [--new-key] [--reason TEXT]</c>: seals under the newest key what older ones sealed; with <c>--new-key</c> makes that key
/// first. The node is stopped meanwhile. Broken off, it goes on where it was: what is done tells itself. The old keys stay:
/// backups are sealed under them, and the hashes that name drivers come from the first.
/// </summary>
internal static class ResealCommand
{
    internal const string Verb = "reseal";
    private const string NewKeyFlag = "--new-key";
    private const int Done = 0, Failed = 1;

    internal static int Run(string[] args)
    {
        var settings = VerbRun.Settings(args, NewKeyFlag);
        if (settings["data"] is not { Length: > 0 } data || !OperatorEntry.IsReasonFit(settings))
        {
            Console.Error.WriteLine($"usage: RegionNode.Issuer reseal --data DIR [{NewKeyFlag}] {OperatorEntry.ReasonUsage} [--Node:Database=… --Node:DatabasePasswordFile=…]");
            return VerbRun.WrongUsage;
        }
        return VerbRun.Of("not resealed", Failed, () =>
        {
            var place = DatabasePlace.Of(settings, data);
            if (args.Contains(NewKeyFlag))
                MakeKey(place);
            using var store = IssuerDatabase.Open(place);
            OperatorEntry.Note(store, settings, Verb, AuditAct.DatabaseResealed, db => $"{SealedValues.CountOlder(db)} values under key {db.Personal.Newest}");
            foreach (var column in SealedColumns.All)
                Console.Out.WriteLine($"{column.Name}: {Resealing.Run(store, column)} sealed anew");
            return Done;
        });
    }

    // Only for a database that opens, and that nobody writes: the key would otherwise stand beside another one's.
    private static void MakeKey(DatabasePlace place)
    {
        using (IssuerDatabase.Open(place))
            new PersonalKeyFiles(place.DataDir, place.TestKeys).MakeNext();
    }
}
