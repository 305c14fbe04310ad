using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 20. Released: never changes. Whose applications they are, and what finds those that end.</summary>
internal static class ApplicationEndings
{
    internal static readonly Migration Step = new(20, "applications by maker and by their end",
        """
        ALTER TABLE applications ADD COLUMN made_by TEXT;
        UPDATE applications SET state = 93 WHERE state = 6 AND licence_id IN (SELECT id FROM licences WHERE issuer_signed IS NOT NULL);
        CREATE INDEX applications_of_maker ON applications(made_by, seq);
        CREATE INDEX applications_of_maker_in_state ON applications(made_by, state, seq);
        CREATE INDEX applications_idle ON applications(changed_at) WHERE state < 90;
        CREATE INDEX reviews_refused ON reviews(decided_at) WHERE state = 2 AND settled = 0;
        CREATE INDEX identity_checks_by_end ON identity_checks(expires_at);
        """);
}
