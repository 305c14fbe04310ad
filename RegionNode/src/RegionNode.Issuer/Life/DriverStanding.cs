using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Life;

/// <summary>How a driver stands before an event.</summary>
/// <param name="Record">The newest record.</param>
/// <param name="Letters">The letters that count now.</param>
/// <param name="PaperDue">Since when a paper licence has to be handed in; null where none has.</param>
internal sealed record DriverStanding(DriverRecord Record, string Letters, DateTimeOffset? PaperDue)
{
    /// <summary>Revoked, cancelled, or under a letter that nobody knows.</summary>
    internal bool HasEnded => IsEnded(Letters);

    internal bool MovedAway => IsMovedAway(Letters);

    /// <summary>Whether letters say that the licence ended.</summary>
    internal static bool IsEnded(string letters) => letters.Any(letter => StatusLetters.Of(letter) == StatusValue.Invalid);

    /// <summary>Whether letters say that the driver moved to another region.</summary>
    internal static bool IsMovedAway(string letters) => letters.Contains('C');

    internal static DriverStanding? Load(StoreSession db, DriverKey driver) =>
        DriverRecordTable.Find(db, driver) is { } stored
            ? new DriverStanding(DriverRecord.FromBytes(stored.Body), stored.Letters, LifeTable.PaperDue(db, driver))
            : null;

    /// <summary>What the letters alone do to a licence.</summary>
    internal static Consequence ConsequenceOf(string letters) => DriverStatus.ValueOf(letters, superseded: false) switch
    {
        StatusValue.Valid => Consequence.Stays,
        StatusValue.Restricted or StatusValue.Suspended => Consequence.Marked,
        StatusValue.Superseded or StatusValue.Transferred => Consequence.Superseded,
        _ => Consequence.Removed,
    };
}
