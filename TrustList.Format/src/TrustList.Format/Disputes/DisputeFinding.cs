namespace TrustList.Format.Disputes;

/// <summary>What the home region found (SPEC.md §15.6). A closed list; the numbers are what is signed.</summary>
public enum DisputeFinding
{
    /// <summary>The status was wrong and has been corrected.</summary>
    UpheldCorrected = 1,

    /// <summary>The status is right now; what was seen was out of date.</summary>
    UpheldStale = 2,

    /// <summary>The status was and is right.</summary>
    NotUpheld = 3,

    /// <summary>No licence of this region stands at that place.</summary>
    NotOurs = 4,
}
