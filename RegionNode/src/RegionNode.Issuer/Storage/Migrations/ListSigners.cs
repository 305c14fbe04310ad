using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 2. Released: never changes.</summary>
internal static class ListSigners
{
    internal static readonly Migration Step = new(2, "which key signed a list", "ALTER TABLE status_lists ADD COLUMN key_id TEXT NOT NULL DEFAULT ''");
}
