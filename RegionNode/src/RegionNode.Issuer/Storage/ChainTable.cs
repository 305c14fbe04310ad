
namespace RegionNode.Issuer.Storage;

/// <summary>The numbered links among the outbox's rows: heads and issuance batches, which the hub takes only one after the other.</summary>
internal static class ChainTable
{
    /// <summary>The number of the newest link; 0 before the first.</summary>
    internal static long Newest(StoreSession db, string lane) =>
        db.ExecuteScalar<long>("SELECT coalesce(max(link), 0) FROM outbox WHERE lane = @lane AND link IS NOT NULL", new { lane });

    /// <summary>The number of the newest link that the hub admitted before an instant; 0: none.</summary>
    internal static long NewestAdmitted(StoreSession db, string lane, DateTimeOffset before) =>
        db.ExecuteScalar<long>(
            "SELECT coalesce(max(link), 0) FROM outbox WHERE lane = @lane AND link IS NOT NULL AND state = 1 AND decided_at <= @before",
            new { lane, before = before.Stored() });

    /// <summary>The hash of a link's bytes, lower-case hex; null: no such link.</summary>
    internal static string? Sha256(StoreSession db, string lane, long number) =>
        db.ExecuteScalar<string?>("SELECT link_sha256 FROM outbox WHERE lane = @lane AND link = @number", new { lane, number });

    /// <summary>Makes the outbox agree with a hub that holds the links up to a number: those count as admitted, the later ones go again, in order.</summary>
    internal static bool Resume(StoreSession db, string lane, long held, DateTimeOffset at)
    {
        db.Execute(
            """
            UPDATE outbox SET state = 1, decided_at = @at, refusal_final = NULL, refusal_code = NULL, refusal_detail = NULL
            WHERE lane = @lane AND link <= @held AND state <> 1
            """,
            new { lane, held, at = at.Stored() });
        return db.Execute("UPDATE outbox SET state = 0, decided_at = NULL WHERE lane = @lane AND link > @held AND state <> 0", new { lane, held }) > 0;
    }

    /// <summary>Puts other bytes of the same content in the place of a link that the hub does not hold, to be sent.</summary>
    internal static void Replace(StoreSession db, string id, byte[] body, string sha256) =>
        db.Execute("UPDATE outbox SET body = @body, link_sha256 = @sha256, state = 0, decided_at = NULL WHERE id = @id AND link IS NOT NULL AND state <> 1", new { id, body, sha256 });
}
