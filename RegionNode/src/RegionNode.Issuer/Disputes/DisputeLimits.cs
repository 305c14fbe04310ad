namespace RegionNode.Issuer.Disputes;

/// <summary>The bounds of disputes.</summary>
internal static class DisputeLimits
{
    /// <summary>
    /// New disputes in 24 hours of each kind of reporter in a region, as it reports them and as the home region takes them. Anybody can
    /// be a verifier: what verifiers use up, the office and the holders still have.
    /// </summary>
    internal const int PerReporterAndDay = 500;

    /// <summary>New disputes about one driver's licences that their holders may bring in 24 hours.</summary>
    internal const int PerHolderAndDay = 3;

    /// <summary>Characters of what a reporter or an office writes.</summary>
    internal const int Text = 2_000;

    /// <summary>Bytes of what is attached.</summary>
    internal const int Evidence = 32 * 1024;

    /// <summary>Time for an answer, in working days: an office answers.</summary>
    internal const int DueWorkingDays = 3;

    /// <summary>How long an unanswered dispute is asked after, and how old a new one may be that comes from elsewhere.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromDays(30);
}
