using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Fsck;

/// <summary>Moves: each has the record of its own id, what its state says that there is, and a driver who is known, but of one who left before this database knew of it.</summary>
internal static class MoveWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => Records(db).Concat(Orphans.Of(
        db, "transfer",
        $"""
        SELECT t.id FROM transfers AS t LEFT JOIN driver_records AS r ON r.driver = t.driver
        WHERE r.driver IS NULL AND (t.side = {(int)MoveSide.Out} AND t.driver <> '' OR t.side = {(int)MoveSide.In} AND t.state = {(int)MoveState.Committed})
        """,
        "is of a driver without a record")).Concat(Holds(db));

    private static IEnumerable<string> Holds(StoreSession db) =>
        db.Query<string>("SELECT id FROM transfer_holds WHERE id <> '' AND length(id) <> 32 UNION ALL SELECT origin FROM transfer_walk WHERE size < 0 OR origin = ''")
            .Select(id => $"transfer {id}: what the log says of it is held back for no move");

    private static IEnumerable<string> Records(StoreSession db) =>
        from row in db.Query<(string Id, long State, byte[]? Record, byte[]? Signed, byte[]? Proof, long? LoggedEpoch, long? LoggedTime, long? DecidedAt)>(
            "SELECT id, state, record, signed, proof, logged_epoch, logged_time, decided_at FROM transfers", buffered: false)
        let state = (MoveState)row.State
        let wrong = !Enum.IsDefined(state) ? "has no state"
            : row.Record is { } record && !IsOf(record, row.Id) ? "holds the record of another"
            : state is MoveState.Prepared or MoveState.Submitted or MoveState.Committed && row.Record is null ? "was signed and has no record"
            : state == MoveState.Submitted && row.Signed is null ? "was submitted without both signatures"
            : state == MoveState.Committed && row.Proof is null ? "was committed without a proof"
            : row.LoggedEpoch is not null && row.Proof is null ? "is in the log without a proof"
            : (row.LoggedEpoch is not null) != (row.LoggedTime is not null) ? "is in an epoch without a time"
            : (state is MoveState.Committed or MoveState.Aborted) != (row.DecidedAt is not null) ? "is decided in one place alone"
            : null
        where wrong is not null
        select $"transfer {row.Id} {wrong}";

    private static bool IsOf(byte[] record, string id) => TransferRecord.Read(record) is { Ok: true, Value: var read } && Convert.ToHexStringLower(read.Id.Span) == id;
}
