namespace RegionNode.Issuer.Callers;

/// <summary>What a system of the province, or a person at one, may do. A closed list.</summary>
internal enum Role
{
    /// <summary>Feeds drivers' records, events and imports.</summary>
    Registry,

    /// <summary>The app speaks for its users: applies, answers identity challenges, sends photos, reads what it applied for and its notices.</summary>
    Applicant,

    /// <summary>Serves people: applications, licences, what the counter answers.</summary>
    Counter,

    /// <summary>Judges photos.</summary>
    Reviewer,

    /// <summary>Decides what others may not alone: disputes, transfers, the audit trail.</summary>
    Supervisor,

    /// <summary>Looks after the node: keys, outbox, witnessing.</summary>
    Operator,
}
