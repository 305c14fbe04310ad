using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>
/// Migration 19. Released: never changes. The day on which a driver's record is to be looked at (days since 0001-01-01; 0: not yet
/// known; NULL: never), and the settled events of the feed by their age.
/// </summary>
internal static class DueDays
{
    internal static readonly Migration Step = new(19, "when a record is due, settled events by age",
        """
        ALTER TABLE driver_records ADD COLUMN due INTEGER DEFAULT 0;
        CREATE INDEX driver_records_due ON driver_records(due) WHERE due IS NOT NULL;
        CREATE INDEX feed_events_settled ON feed_events(at) WHERE reason IS NULL;
        """);
}
