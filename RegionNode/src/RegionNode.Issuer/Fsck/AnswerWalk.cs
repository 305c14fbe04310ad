using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Answers kept for callers that ask again: each opens in its own place.</summary>
internal static class AnswerWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        from row in db.Query<(string Caller, string Name, byte[] Body)>("SELECT caller, name, body FROM idempotent_answers", buffered: false)
        where !SealWalk.Opens(db, IdempotencyTable.AnswerColumn, IdempotencyTable.Row(row.Caller, row.Name), row.Body)
        select $"an answer kept for {row.Caller} does not open";
}
