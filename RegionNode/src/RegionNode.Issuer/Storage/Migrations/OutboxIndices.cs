using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 15. Released: never changes. The outbox grows without end: what is asked of it needs an index.</summary>
internal static class OutboxIndices
{
    internal static readonly Migration Step = new(15, "indices of the outbox",
        """
        CREATE INDEX outbox_of_lane ON outbox(lane, seq);
        CREATE INDEX outbox_parked ON outbox(seq) WHERE state = 2;
        """);
}
