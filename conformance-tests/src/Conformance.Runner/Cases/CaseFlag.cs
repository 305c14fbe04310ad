namespace Conformance.Cases;

/// <summary>How a case is played.</summary>
public static class CaseFlag
{
    /// <summary>The hub misbehaves while it is asked: such a case cannot be written down as a vector.</summary>
    public const string Live = "live";

    /// <summary>It waits for the adapter's own patience.</summary>
    public const string Slow = "slow";

    /// <summary>The adapter's process is killed in it.</summary>
    public const string Kills = "kills";

    /// <summary>It can be played against authorities given by hand, without a trust list.</summary>
    public const string Authorities = "authorities";

    /// <summary>It can be played with status keys given by hand.</summary>
    public const string StatusKeys = "status-keys";

    /// <summary>It is for libraries alone: a verifier of the federation has no such input.</summary>
    public const string Library = "library";
}
