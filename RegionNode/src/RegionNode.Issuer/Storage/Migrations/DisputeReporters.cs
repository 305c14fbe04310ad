using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 16. Released: never changes. Who brought a dispute; of those from before it is not said here, and they count for nobody's limit.</summary>
internal static class DisputeReporters
{
    internal static readonly Migration Step = new(16, "who brought a dispute",
        """
        ALTER TABLE disputes ADD COLUMN reporter TEXT NOT NULL DEFAULT '';
        DROP INDEX disputes_received;
        CREATE INDEX disputes_received ON disputes(reporting, reporter, received_at);
        """);
}
