using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>What the photo adds to the judgement of an application. Stored: it must be there and have the form. Another: six months since the last change.</summary>
internal static class PhotoCase
{
    /// <summary>Every reason that applies.</summary>
    /// <param name="ofRecord">What the record and letters say; its NoPhoto counts only where the stored photo is wanted or is to be changed.</param>
    /// <param name="stored">The driver's current photo.</param>
    /// <param name="wanted">Registry stands for the stored photo, whatever its source.</param>
    /// <param name="changesPhoto">Whether there must be a photo to change.</param>
    /// <param name="today">The day in China.</param>
    internal static IReadOnlyList<Ineligibility> Reasons(
        IReadOnlyList<Ineligibility> ofRecord, CurrentPhoto? stored, PhotoSource wanted, bool changesPhoto, DateOnly today)
    {
        var needsStored = wanted == PhotoSource.Registry || changesPhoto;
        List<Ineligibility> reasons = [.. ofRecord.Where(reason => needsStored || reason != Ineligibility.NoPhoto)];
        if (wanted == PhotoSource.Registry && stored is not null && LicencePhoto.Check(stored.Image).Photo is null)
            reasons.Add(Ineligibility.StoredPhotoUnfit);
        if (wanted != PhotoSource.Registry && stored?.ChangedAt is { } changed && today < PhotoAge.SixMonthsAfter(ChinaTime.DayOf(changed)))
            reasons.Add(Ineligibility.PhotoChangedRecently);
        return reasons;
    }
}
