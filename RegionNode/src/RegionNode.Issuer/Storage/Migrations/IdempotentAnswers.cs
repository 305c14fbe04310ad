using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Answers kept for callers that ask again. Released: never changes.</summary>
internal static class IdempotentAnswers
{
    internal static readonly Migration Step = new(6, "answers kept for callers that ask again",
        """
        CREATE TABLE idempotent_answers(
            caller TEXT NOT NULL,
            name TEXT NOT NULL,
            request TEXT NOT NULL,
            status INTEGER NOT NULL,
            media TEXT,
            location TEXT,
            body BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY(caller, name)) STRICT;
        CREATE INDEX idempotent_answers_at ON idempotent_answers(at);
        """);
}
