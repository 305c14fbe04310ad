using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>
/// Walks everything that a node's database holds and says what is not as the node's rules would have left it, also in the middle
/// of its work: what is decided in one transaction agrees at every instant. Every chain is computed anew from its content and every
/// sealed value is opened. Signatures are not verified: the hub has done so. The lines name licences and drivers by what stands
/// for them in the tables, and hold no personal data.
/// </summary>
internal static class NodeCheck
{
    /// <summary>The most lines of one walk.</summary>
    private const int MostOfAKind = 100;

    /// <summary>Every table of the database is in one of them: a test compares.</summary>
    internal static readonly IReadOnlyList<Walk> Walks =
    [
        new(["licences", "status_changes", "status_lists", "status_blocks"], (db, _) => StatusWalk.Violations(db)),
        new(["status_heads", "forgotten_heads", "forgotten_entries"], HeadWalk.Violations),
        new(["issuance_leaves"], (db, _) => LeafWalk.Violations(db)),
        new(["issuance_batches", "forgotten_leaves"], BatchWalk.Violations),
        new(["outbox"], (db, _) => OutboxWalk.Violations(db)),
        new(["region_metadata", "node_metadata"], (db, _) => RegionWalk.Violations(db)),
        new(["life_events", "driver_records", "dates_put_off"], (db, _) => LifeWalk.Violations(db)),
        new(["photos"], (db, _) => PhotoWalk.Violations(db)),
        new(["licence_refreshes"], (db, _) => RefreshWalk.Violations(db)),
        new(["applications", "identity_checks", "reviews", "counter_cases", "notices"], (db, _) => ApplicationWalk.Violations(db)),
        new(["imports", "import_blocks", "import_refusals"], (db, _) => ImportWalk.Violations(db)),
        new(["feed_events", "feed_places"], (db, _) => FeedWalk.Violations(db)),
        new(["transfers", "transfer_holds", "transfer_walk"], (db, _) => MoveWalk.Violations(db)),
        new(["disputes"], (db, _) => DisputeWalk.Violations(db)),
        new(["witnessed", "witness_evidence", "known_emergency"], (db, _) => WitnessWalk.Violations(db)),
        new(["idempotent_answers"], (db, _) => AnswerWalk.Violations(db)),
        new(["audit", "audit_checkpoints"], (db, _) => AuditWalk.Violations(db)),
        new(["sealing_keys"], (db, _) => SealWalk.Violations(db)), // Whose check values were compared when the database was opened.
    ];

    /// <summary>The violations, each one line; none: the database is whole.</summary>
    /// <param name="db">One snapshot.</param>
    /// <param name="region">The region's code: heads and batches name it.</param>
    internal static IReadOnlyList<string> Violations(StoreSession db, string region) =>
        [.. Walks.SelectMany(walk => walk.Violations(db, region).Take(MostOfAKind))];
}
