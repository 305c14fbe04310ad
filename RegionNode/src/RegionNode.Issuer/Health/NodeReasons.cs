using Federation.Hosting.Health;

namespace RegionNode.Issuer.Health;

/// <summary>Why the issuer is not ready, or warns (docs/health.md).</summary>
internal static class NodeReasons
{
    internal static readonly HealthReason NoIssuerLeads = HealthReason.NotReady("leading", "NoIssuerLeads", "deploy/runbooks/instances.md#where-none-leads");
    internal static readonly HealthReason DatabaseAway = HealthReason.NotReady("database", "DatabaseAway", "deploy/runbooks/alerts-issuer.md#databasefaults");
    internal static readonly HealthReason DatabaseReadOnly = HealthReason.Warns("database", "DatabaseReadOnly", "deploy/runbooks/alerts-issuer.md#databasefaults");
    internal static readonly HealthReason NoStatusKey = HealthReason.NotReady("region", "NoStatusKey", "deploy/runbooks/join.md#6-the-regions-first-metadata");
    internal static readonly HealthReason NoDocumentSigner = HealthReason.NotReady("region", "NoDocumentSigner", "deploy/runbooks/rotation.md#the-next-document-signer");
    internal static readonly HealthReason ChainStopped = HealthReason.NotReady("chains", "ChainStopped", "deploy/runbooks/alerts-issuer.md#chainstopped");
    internal static readonly HealthReason RestoredUnchecked = HealthReason.NotReady("chains", "RestoredUnchecked", "deploy/runbooks/backup.md#5-the-node-lost-its-machine");
    internal static readonly HealthReason HeadUnsignable = HealthReason.NotReady("chains", "HeadUnsignable", "deploy/runbooks/alerts-issuer.md#chainstopped");
    internal static readonly HealthReason HubAway = HealthReason.Warns("outbox", "HubAway", "deploy/runbooks/alerts-issuer.md#hubunreachable");
    internal static readonly HealthReason SubmissionRefused = HealthReason.Warns("outbox", "SubmissionRefused", "deploy/runbooks/alerts-issuer.md#submissionrefused");
    internal static readonly HealthReason LifeHalfOver = HealthReason.Warns("life", "LifeHalfOver", "deploy/runbooks/alerts-common.md#lifehalfover");
    internal static readonly HealthReason CheckpointRefused = HealthReason.Warns("witness", "CheckpointRefused", "deploy/runbooks/alerts-issuer.md#witnessrefuses");
    internal static readonly HealthReason LogSilent = HealthReason.Warns("witness", "LogSilent", "deploy/runbooks/alerts-issuer.md#witnesssilent");
    internal static readonly HealthReason EvidenceKept = HealthReason.Warns("witness", "EvidenceKept", "deploy/runbooks/alerts-issuer.md#logequivocates");
    internal static readonly HealthReason ReviewsOverdue = HealthReason.Warns("reviews", "ReviewsOverdue", "deploy/runbooks/alerts-issuer.md#reviewsoverdue");
    internal static readonly HealthReason YearUnknown = HealthReason.Warns("reviews", "YearUnknown", "deploy/runbooks/alerts-issuer.md#reviewsoverdue");
    internal static readonly HealthReason DisputesOverdue = HealthReason.Warns("disputes", "DisputesOverdue", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason EventsRefused = HealthReason.Warns("feed", "EventsRefused", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason DatesUnread = HealthReason.Warns("dates", "DatesUnread", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason MovesLate = HealthReason.Warns("moving", "MovesLate", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason MovesUnknown = HealthReason.Warns("moving", "MovesUnknown", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason MovesHeld = HealthReason.Warns("moving", "MovesHeld", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason MovesOfOtherLog = HealthReason.Warns("moving", "MovesOfOtherLog", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason MovesStuck = HealthReason.Warns("moving", "MovesStuck", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason TrailContradicted = HealthReason.Warns("audit", "TrailContradicted", "deploy/runbooks/alerts-common.md#warns");
    internal static readonly HealthReason IdentitySimulated = HealthReason.Warns("identity", "IdentitySimulated", "deploy/runbooks/first-licence.md#4-drivers-come-in");
}
