namespace TrustList.Format.Verification;

/// <summary>What became of an emergency notice, for one state at one instant (SPEC.md §5.10).</summary>
public enum NoticeStanding
{
    /// <summary>In force, not yet decided on.</summary>
    InForce,

    /// <summary>In force although past its lapse: no targets signed after it are held.</summary>
    Overdue,

    /// <summary>In force until it is lifted.</summary>
    Ratified,

    /// <summary>Ended by itself.</summary>
    Lapsed,

    /// <summary>Ended by the national operators.</summary>
    Lifted,
}
