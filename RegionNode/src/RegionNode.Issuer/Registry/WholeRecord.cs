using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Registry;

/// <summary>
/// Whether a whole record that the registry states may take the place of a stored one; the same for an import's line and for a
/// record that is put (decision 0021). It brings what is newer and lifts nothing that was decided: an end, a move, or what was
/// held or seized here by hand.
/// </summary>
internal static class WholeRecord
{
    /// <summary>Why it may not; null where it may.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="stored">What is stored of the driver.</param>
    /// <param name="letters">The letters stated.</param>
    /// <param name="updated">When they were stated, as stored.</param>
    internal static LineReason? Refuses(StoreSession db, KnownDriver stored, string letters, long updated) =>
        DriverStanding.IsMovedAway(stored.Letters) && !DriverStanding.IsMovedAway(letters) ? LineReason.MovedAway
        : DriverStanding.IsMovedAway(letters) && !DriverStanding.IsMovedAway(stored.Letters) && TransferTable.IsPending(db, stored.Driver) ? LineReason.TransferPending
        : Math.Max(stored.Updated, Math.Max(stored.FedUpdated, stored.LivedAt)) > updated ? LineReason.OlderThanStored
        : DriverStanding.IsEnded(stored.Letters) && !DriverStanding.IsEnded(letters) ? LineReason.RestoreRequired
        : LiftsWhatHandsDid(db, stored, letters) ? LineReason.ReleaseRequired
        : null;

    /// <summary>What a refusal of the book is called where a line or a record is refused for it.</summary>
    internal static LineReason ReasonOf(LifeRefusal refusal) => refusal switch
    {
        LifeRefusal.RestoreRequired => LineReason.RestoreRequired,
        LifeRefusal.MovedAway => LineReason.MovedAway,
        LifeRefusal.TransferPending => LineReason.TransferPending,
        LifeRefusal.Superseded => LineReason.OlderThanStored,
        _ => LineReason.NotPossible,
    };

    private static bool LiftsWhatHandsDid(StoreSession db, KnownDriver stored, string letters)
    {
        var lifted = stored.Letters.Where(letter => !letters.Contains(letter) && StatusLetters.Of(letter) == StatusValue.Suspended).ToList();
        return lifted.Count > 0 && lifted.Exists(ByHand(LifeTable.Letters(db, stored.Driver)).Contains);
    }

    /// <summary>The letters that an act of this node brought last.</summary>
    private static HashSet<char> ByHand(IEnumerable<LetterStep> steps)
    {
        HashSet<char> byHand = [];
        foreach (var step in steps)
        {
            byHand.IntersectWith(step.Letters);
            if (step.IsAct)
                byHand.UnionWith(step.Letters.Except(step.Was));
        }
        return byHand;
    }
}
