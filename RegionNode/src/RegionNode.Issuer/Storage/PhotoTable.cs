using RegionNode.Issuer.Photos;

namespace RegionNode.Issuer.Storage;

/// <summary>A driver's photo, opened.</summary>
/// <param name="Image">JPEG. Personal data: never logged.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="TakenAt">When it was taken, where that is known.</param>
/// <param name="ChangedAt">When another photo that the applicant gave last came into use; null where none did.</param>
internal sealed record CurrentPhoto(byte[] Image, PhotoSource Source, DateTimeOffset? TakenAt, DateTimeOffset? ChangedAt);

/// <summary>
/// The current photo of each driver, sealed, beside the record: a record may be put without one, and a photo changes on its own. An
/// approved one is held until it stands on a licence: what the registry sends meanwhile does not replace it.
/// </summary>
internal static class PhotoTable
{
    private const string ImageColumn = "photos.image";

    // Held for no application any more: the registry may replace it, and it was on no licence yet.
    private const string Released = "";

    internal static CurrentPhoto? Find(StoreSession db, DriverKey driver) =>
        db.Query<(byte[] Image, long Source, long? TakenAt, long? ChangedAt)>(
                "SELECT image, source, taken_at, changed_at FROM photos WHERE driver = @driver", new { driver })
            .Select(row => new CurrentPhoto(db.Personal.Open(ImageColumn, driver.Value, row.Image), (PhotoSource)row.Source, row.TakenAt?.Instant(), row.ChangedAt?.Instant()))
            .SingleOrDefault();

    /// <summary>Puts the driver's photo in place of the one before, in use at once.</summary>
    internal static void Put(StoreSession db, DriverKey driver, CurrentPhoto photo) =>
        db.Execute(
            """
            INSERT INTO photos(driver, image, source, taken_at, changed_at) VALUES(@driver, @image, @source, @takenAt, @changedAt)
            ON CONFLICT(driver) DO UPDATE SET image = @image, source = @source, taken_at = @takenAt, changed_at = @changedAt, held_for = NULL
            """,
            new
            {
                driver,
                image = db.Personal.Seal(ImageColumn, driver.Value, photo.Image),
                source = (long)photo.Source,
                takenAt = photo.TakenAt?.Stored(),
                changedAt = photo.ChangedAt?.Stored(),
            });

    /// <summary>Puts a photo that was approved for an application and holds it; when another last came into use stays known.</summary>
    internal static void Hold(StoreSession db, DriverKey driver, LicencePhoto photo, PhotoSource source, DateTimeOffset? takenAt, string application) =>
        db.Execute(
            """
            INSERT INTO photos(driver, image, source, taken_at, held_for) VALUES(@driver, @image, @source, @takenAt, @application)
            ON CONFLICT(driver) DO UPDATE SET image = @image, source = @source, taken_at = @takenAt, held_for = @application
            """,
            new { driver, image = db.Personal.Seal(ImageColumn, driver.Value, photo.Image), source = (long)source, takenAt = takenAt?.Stored(), application });

    /// <summary>The application for which the driver's photo is held; empty: for none any more, and it was never in use; null: it is not.</summary>
    internal static string? HeldFor(StoreSession db, DriverKey driver) =>
        db.ExecuteScalar<string?>("SELECT held_for FROM photos WHERE driver = @driver", new { driver });

    /// <summary>A photo that was held, or still is, stands on a licence now: from this instant on it counts as changed.</summary>
    internal static void ComeIntoUse(StoreSession db, DriverKey driver, DateTimeOffset now) =>
        db.Execute("UPDATE photos SET held_for = NULL, changed_at = @now WHERE driver = @driver AND held_for IS NOT NULL", new { driver, now = now.Stored() });

    /// <summary>Nobody waits for a held photo any more: it stays until the registry sends another, and is a change once it stands on a licence all the same.</summary>
    internal static void Release(StoreSession db, DriverKey driver) =>
        db.Execute("UPDATE photos SET held_for = @Released WHERE driver = @driver AND held_for IS NOT NULL", new { driver, Released });

    /// <summary>Puts the registry's photo, without metadata where it can be read, unless one is held; when the applicant last changed it stays known.</summary>
    /// <returns>False where one is held.</returns>
    internal static bool PutOfRegistry(StoreSession db, DriverKey driver, byte[] image) =>
        db.Execute(
            """
            INSERT INTO photos(driver, image, source) VALUES(@driver, @image, @source)
            ON CONFLICT(driver) DO UPDATE SET image = @image, source = @source, taken_at = NULL, held_for = NULL
            WHERE photos.held_for IS NULL OR photos.held_for = @Released
            """,
            new { driver, image = db.Personal.Seal(ImageColumn, driver.Value, JpegCleaner.CleanIfReadable(image)), source = (long)PhotoSource.Registry, Released }) == 1;
}
