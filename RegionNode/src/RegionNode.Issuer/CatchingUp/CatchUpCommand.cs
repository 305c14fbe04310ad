using Federation.Hosting.Clock;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Opening;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.CatchingUp;

/// <summary>
/// <c>catch-up --data DIR --hub URL --reason TEXT</c>: with the node stopped, brings a database that is older than what the node has signed to where the
/// hub stands, where nothing newer is to be had. Prints what the officers must look at. Ends with 0: done; 1: not; 64: wrong usage.
/// </summary>
internal static class CatchUpCommand
{
    internal const string Verb = "catch-up";
    private const int Done = 0, Refused = 1;

    internal static Task<int> RunAsync(string[] args) => VerbRun.OfAsync("not done", Refused, async () =>
    {
        var settings = VerbRun.Settings(args);
        if (settings["data"] is not { Length: > 0 } data || !Uri.TryCreate(settings["hub"], UriKind.Absolute, out var hub) || hub.Scheme is not ("http" or "https")
            || settings["reason"] is not { } reason || !Access.IsReason(reason))
        {
            await Console.Error.WriteLineAsync($"usage: RegionNode.Issuer {Verb} --data DIR --hub URL --reason TEXT [--Node:Database=… --Node:DatabasePasswordFile=…]");
            return VerbRun.WrongUsage;
        }
        var (place, region, now) = (DatabasePlace.Of(settings, data), OpenArguments.CodeOf(data), ClockExtensions.Choose(settings).GetUtcNow());
        using var keys = NodeKeys.Open(data, place.TestKeys);
        using var shown = new PublicHub(hub.OriginalString, region);
        using var store = IssuerDatabase.Open(place);
        var (issuers, last) = store.Read(db => (RegionTables.StandingIssuers(db), IssuanceTables.NewestBatch(db)));
        if (issuers is null)
            throw new IOException("the database knows no issuers.json yet: there is nothing to compare");
        var word = await HubWord.ReadAsync(shown, region, IssuersDocument.Read(issuers).Value, last?.Number ?? 0, last?.Hash ?? IssuanceBatchClaims.NoPrevious, now, CancellationToken.None);
        var caught = store.Write("catch up", db => new CatchUp(db, new ChainIds(keys), word, Access.OfOperator(reason), now).Take());
        Print(word, caught);
        return Done;
    });

    private static void Print(HubWord word, CaughtUp caught)
    {
        foreach (var (what, ids) in new[] { ("worse at the hub, so here too", caught.Stricter), ("worse here, and stays so", caught.Milder), ("offered and not collected, superseded", caught.Offers) })
        {
            foreach (var id in ids)
                Console.Out.WriteLine($"licence {id}: {what}");
        }
        foreach (var (block, idx, value) in caught.Entries)
            Console.Out.WriteLine($"entry {block}/{idx}: {(TrustList.Format.Status.StatusValue)value}, of no licence in this registry");
        Console.Out.WriteLine($"head {word.Head?.Claims.Version ?? 0}, {word.Batches.Count} batches with {caught.Leaves} licences that this registry does not know ('open' names their leaves); a fresh block is open");
    }
}
