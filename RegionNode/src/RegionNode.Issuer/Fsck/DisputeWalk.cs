using RegionNode.Issuer.Disputes;
using RegionNode.Issuer.Storage;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Fsck;

/// <summary>Disputes: the columns say what the signed record says, and the answer is to that record.</summary>
internal static class DisputeWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => Records(db).Concat(Orphans.Of(
        db, "dispute", "SELECT d.id FROM disputes AS d LEFT JOIN driver_records AS r ON r.driver = d.driver WHERE d.driver <> '' AND r.driver IS NULL",
        "is about a driver without a record"));

    private static IEnumerable<string> Records(StoreSession db) =>
        from row in db.Query<(string Id, string Reporting, string Home, string Hash, string State, byte[] Record, byte[]? Answer)>(
            "SELECT id, reporting, home, hash, state, record, answer FROM disputes", buffered: false)
        let wrong = DisputeRecord.Unverified(row.Record) is not { } claims ? "holds no record"
            : (LowerHex.Of(claims.Id.Span), claims.Reporting, claims.Home, LowerHex.Of(DisputeRecord.HashOf(claims).Span)) != (row.Id, row.Reporting, row.Home, row.Hash)
                ? "is not what its record says"
            : (row.Answer is null) == (row.State == nameof(DisputeState.Answered)) ? "is answered in one place alone"
            : row.Answer is { } answer && (DisputeAnswer.Unverified(answer) is not { } said || LowerHex.Of(said.DisputeHash.Span) != row.Hash) ? "holds the answer to another"
            : null
        where wrong is not null
        select $"dispute {row.Id} {wrong}";
}
