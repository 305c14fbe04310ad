using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Fsck;

/// <summary>Status heads: one chain without gaps, each with its submission; the newest has the state root of the licences, and once no change waits nothing differs from it.</summary>
internal static class HeadWalk
{
    internal static IEnumerable<string> Violations(StoreSession db, string region) => Chain(db, region).Concat(State(db));

    private static IEnumerable<string> Chain(StoreSession db, string region)
    {
        var (newest, previous, forgotten) = (HeadTable.Newest(db)?.Version ?? 0, StatusHeadClaims.NoPrevious, ForgottenTables.Heads(db));
        for (var version = 1L; version <= newest; version++)
        {
            if (forgotten.TryGetValue(version, out var next))
                (version, previous) = (next.Version, next.Previous);
            if (HeadTable.Find(db, version) is not { } head)
            {
                yield return $"head {version} is missing";
                yield break;
            }
            var claims = new StatusHeadClaims(region, version, head.IssuedAt, head.Blocks, head.StateRoot, previous);
            if (!StatusHead.Hash(claims).Span.SequenceEqual(head.Hash))
                yield return $"head {version} is not what its hash says, or does not follow the one before";
            previous = head.Hash;
        }
    }

    private static IEnumerable<string> State(StoreSession db)
    {
        var newest = HeadTable.Newest(db)?.Version ?? 0;
        if (db.ExecuteScalar<long?>("SELECT max(head_version) FROM status_changes") is { } said && said > newest)
            yield return $"a change is in head {said}, the newest is {newest}";
        if (RootFault(db) is { } fault)
            yield return fault;
        if (newest > 0 && !HeadTable.Waiting(db).Any && LicenceTable.Unheaded(db, int.MaxValue).LongCount() is > 0 and var unheaded)
            yield return $"{unheaded} licences have another value than the newest head and no change waits";
    }

    private static string? RootFault(StoreSession db)
    {
        try
        {
            HeadState.Load(db);
            return null;
        }
        catch (HeadStateException e)
        {
            return e.Message;
        }
    }
}
