using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 24. Released: never changes. Of an identity card both sides are reviewed.</summary>
internal static class IdCards
{
    internal static readonly Migration Step = new(24, "the other side of an identity card", "ALTER TABLE reviews ADD COLUMN back BLOB;");
}
