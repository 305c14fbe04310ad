using RegionNode.Issuer.Api;

namespace RegionNode.Issuer.Storage;

/// <summary>Answers that were given to requests with an Idempotency-Key, sealed: an offer's code may stand in one. Of the request a keyed hash is kept.</summary>
internal static class IdempotencyTable
{
    internal const string AnswerColumn = "idempotent_answers.body";

    /// <summary>What was answered after an instant.</summary>
    internal static (string Request, RecordedAnswer Answer)? Find(StoreSession db, string caller, string key, DateTimeOffset after) =>
        db.Query<(string Request, long Status, string? Media, string? Location, byte[] Body)>(
                "SELECT request, status, media, location, body FROM idempotent_answers WHERE caller = @caller AND name = @key AND at > @after",
                new { caller, key, after = after.Stored() })
            .Select(row => ((string, RecordedAnswer)?)(row.Request, new RecordedAnswer(
                (int)row.Status, row.Media, row.Location, db.Personal.Open(AnswerColumn, Row(caller, key), row.Body))))
            .SingleOrDefault();

    internal static void Put(StoreSession db, string caller, string key, string request, RecordedAnswer answer, DateTimeOffset at) =>
        db.Execute(
            """
            INSERT INTO idempotent_answers(caller, name, request, status, media, location, body, at)
            VALUES(@caller, @key, @request, @Status, @MediaType, @Location, @body, @at)
            ON CONFLICT(caller, name) DO UPDATE SET request = @request, status = @Status, media = @MediaType, location = @Location, body = @body, at = @at
            """,
            new
            {
                caller, key, request, answer.Status, answer.MediaType, answer.Location, at = at.Stored(),
                body = db.Personal.Seal(AnswerColumn, Row(caller, key), answer.Body),
            });

    /// <summary>Drops what was answered up to an instant.</summary>
    internal static void Purge(StoreSession db, DateTimeOffset upTo) =>
        db.Execute("DELETE FROM idempotent_answers WHERE at <= @upTo", new { upTo = upTo.Stored() });

    /// <summary>What an answer is bound to.</summary>
    internal static string Row(string caller, string key) => $"{caller}\0{key}";
}
