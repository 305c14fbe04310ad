namespace TrustList.Format.Disputes;

/// <summary>What the reporter says is wrong with a status (SPEC.md §15.5). A closed list; the numbers are what is signed.</summary>
public enum DisputedFault
{
    /// <summary>The status says more against the licence than is true.</summary>
    TooSevere = 1,

    /// <summary>It says less than is true.</summary>
    TooMild = 2,

    /// <summary>It was true once: a change since does not show.</summary>
    Outdated = 3,

    /// <summary>The points or the day they are cleared are wrong.</summary>
    Points = 4,

    /// <summary>The entry is that of another licence or person.</summary>
    NotThisLicence = 5,
}
