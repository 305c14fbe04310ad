using System.Text.Json.Serialization;

namespace RegionNode.Issuer.Life;

/// <summary>
/// Something that happened to a driver's right to drive or to one of the driver's licences: a closed list. What each does stands in
/// <see cref="LifeRules"/>. The same JSON is the body of a call and, sealed, the record of the event.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Issued), nameof(Issued))]
[JsonDerivedType(typeof(Renewed), nameof(Renewed))]
[JsonDerivedType(typeof(Reviewed), nameof(Reviewed))]
[JsonDerivedType(typeof(ClassAdded), nameof(ClassAdded))]
[JsonDerivedType(typeof(ClassRemoved), nameof(ClassRemoved))]
[JsonDerivedType(typeof(NameCorrected), nameof(NameCorrected))]
[JsonDerivedType(typeof(AddressCorrected), nameof(AddressCorrected))]
[JsonDerivedType(typeof(PhotoChanged), nameof(PhotoChanged))]
[JsonDerivedType(typeof(Held), nameof(Held))]
[JsonDerivedType(typeof(Seized), nameof(Seized))]
[JsonDerivedType(typeof(PaperHandedIn), nameof(PaperHandedIn))]
[JsonDerivedType(typeof(Released), nameof(Released))]
[JsonDerivedType(typeof(PointsChanged), nameof(PointsChanged))]
[JsonDerivedType(typeof(OverPoints), nameof(OverPoints))]
[JsonDerivedType(typeof(Overdue), nameof(Overdue))]
[JsonDerivedType(typeof(Revoked), nameof(Revoked))]
[JsonDerivedType(typeof(Cancelled), nameof(Cancelled))]
[JsonDerivedType(typeof(Restored), nameof(Restored))]
[JsonDerivedType(typeof(LettersChanged), nameof(LettersChanged))]
[JsonDerivedType(typeof(LettersCorrected), nameof(LettersCorrected))]
[JsonDerivedType(typeof(MovedOut), nameof(MovedOut))]
[JsonDerivedType(typeof(MovedIn), nameof(MovedIn))]
[JsonDerivedType(typeof(DeviceLost), nameof(DeviceLost))]
internal abstract record LifeEvent
{
    private protected LifeEvent()
    {
    }

    /// <summary>The name of the kind, as in JSON and in the tables.</summary>
    [JsonIgnore]
    internal string Kind => GetType().Name;
}

/// <summary>A licence was signed and given to a device. Recorded by the node alone.</summary>
internal sealed record Issued(string LicenceId) : LifeEvent;

/// <summary>The period of validity was renewed.</summary>
/// <param name="From">First day of the new period.</param>
/// <param name="To">Its last day; absent: long-term.</param>
internal sealed record Renewed(DateOnly From, DateOnly? To = null) : LifeEvent;

/// <summary>The driver was reviewed.</summary>
/// <param name="Next">The day of the next review; absent: none is due.</param>
internal sealed record Reviewed(DateOnly? Next = null) : LifeEvent;

/// <summary>The driver passed for one more vehicle class.</summary>
internal sealed record ClassAdded(string Code, DateOnly From) : LifeEvent;

/// <summary>The driver gave up or lost a vehicle class.</summary>
internal sealed record ClassRemoved(string Code) : LifeEvent;

/// <summary>The name in the record was wrong, or changed.</summary>
internal sealed record NameCorrected(string FamilyName, string GivenName) : LifeEvent;

/// <summary>The address changed. No licence states it; the event keeps it, sealed.</summary>
internal sealed record AddressCorrected(string Address) : LifeEvent;

/// <summary>The driver's photo changed.</summary>
internal sealed record PhotoChanged : LifeEvent;

/// <summary>The right to drive is held for a time.</summary>
/// <param name="Reference">The officer's or the decision's reference, 1 to 64 characters.</param>
internal sealed record Held(string Reference) : LifeEvent;

/// <summary>The licence was seized by an officer: the paper one must be handed in.</summary>
/// <param name="Reference">The officer's reference, 1 to 64 characters.</param>
internal sealed record Seized(string Reference) : LifeEvent;

/// <summary>The paper licence of a seizure was handed in.</summary>
/// <param name="Reference">The receipt, 1 to 64 characters.</param>
internal sealed record PaperHandedIn(string Reference) : LifeEvent;

/// <summary>What was held or seized is given back.</summary>
/// <param name="From">Which of the two ends.</param>
/// <param name="Reference">The decision's reference, 1 to 64 characters.</param>
internal sealed record Released(Holding From, string Reference) : LifeEvent;

/// <summary>Points were given or cleared.</summary>
/// <param name="Points">The points of the running cycle from now on.</param>
/// <param name="ClearDate">The day they are cleared.</param>
internal sealed record PointsChanged(int Points, DateOnly? ClearDate = null) : LifeEvent;

/// <summary>The registry says that the driver is over the points, whatever the count.</summary>
internal sealed record OverPoints : LifeEvent;

/// <summary>A date has passed.</summary>
internal sealed record Overdue(Due What) : LifeEvent;

/// <summary>The licence was revoked.</summary>
internal sealed record Revoked : LifeEvent;

/// <summary>The licence was cancelled.</summary>
internal sealed record Cancelled(bool AsPenalty) : LifeEvent;

/// <summary>An ended licence was given back.</summary>
internal sealed record Restored : LifeEvent;

/// <summary>The registry states the letters anew (a feed). Cannot undo an end or a move: those have events of their own.</summary>
internal sealed record LettersChanged(string Letters) : LifeEvent;

/// <summary>A person put the letters right by hand, whatever they were.</summary>
/// <param name="Letters">From now on.</param>
/// <param name="Reason">1 to 200 characters, without personal data.</param>
/// <param name="Urgent">Absent: where it makes a licence worse.</param>
internal sealed record LettersCorrected(string Letters, string Reason, bool? Urgent = null) : LifeEvent;

/// <summary>The driver moved to another region.</summary>
/// <param name="To">Its code, six digits.</param>
internal sealed record MovedOut(string To) : LifeEvent;

/// <summary>The driver moved here from another region, or that region's last word came later. It counts from when the log held the move.</summary>
/// <param name="From">The region's code, six digits.</param>
/// <param name="Letters">The letters that the region gave along.</param>
internal sealed record MovedIn(string From, string Letters) : LifeEvent;

/// <summary>The device with this licence is lost: the licence ends, the driver's right to drive does not.</summary>
internal sealed record DeviceLost(string LicenceId) : LifeEvent;

/// <summary>Why a licence is out of its holder's hands.</summary>
internal enum Holding
{
    /// <summary>Held (D, U).</summary>
    Held,

    /// <summary>Seized (K).</summary>
    Seized,
}

/// <summary>What a driver can be late for.</summary>
internal enum Due
{
    /// <summary>The driver's review (S).</summary>
    Review,

    /// <summary>The renewal of the period (M).</summary>
    Renewal,
}
