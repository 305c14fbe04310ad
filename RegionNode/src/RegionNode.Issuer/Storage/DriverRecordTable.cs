namespace RegionNode.Issuer.Storage;

/// <summary>The newest record of each driver, as its canonical bytes, sealed; the file number stands in them and nowhere else.</summary>
internal static class DriverRecordTable
{
    internal const string BodyColumn = "driver_records.body";
    private static readonly string[] ImportedColumns = ["driver", "body", "letters", "updated_at", "source_updated", "import", "import_line", "due"];

    /// <summary>The record, opened, and the letters that count now: a status change may be newer than the record.</summary>
    internal static (byte[] Body, string Letters)? Find(StoreSession db, DriverKey driver) =>
        db.Query<(byte[] Body, string Letters)>("SELECT body, letters FROM driver_records WHERE driver = @driver", new { driver })
            .Select(row => ((byte[], string)?)(db.Personal.Open(BodyColumn, driver.Value, row.Body), row.Letters))
            .SingleOrDefault();

    /// <summary>Writes a record as its column holds it.</summary>
    internal static void Seal(PersonalSealer sealer, DriverKey driver, ReadOnlySpan<byte> body, Span<byte> column) =>
        sealer.Seal(BodyColumn, driver.Value, body, column);

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    internal static byte[] Opened(PersonalData personal, DriverKey driver, ReadOnlySpan<byte> column) => personal.Open(BodyColumn, driver.Value, column);

    /// <summary>Adds records of drivers who have none, each once.</summary>
    internal static void AddImported(StoreSession db, IEnumerable<StagedRow> rows, string import, DateTimeOffset at) =>
        db.AddRows("driver_records", ImportedColumns, rows.Select(row => new object?[] { row.Driver.Value, row.Body, row.Letters, at.Stored(), row.Updated, import, row.Line, row.Due }));

    /// <summary>Puts an imported record in the place of the driver's.</summary>
    internal static void ReplaceImported(StoreSession db, StagedRow row, string import, DateTimeOffset at) =>
        db.Execute(
            """
            UPDATE driver_records SET body = @Body, letters = @Letters, updated_at = @at, source_updated = @Updated, import = @import, import_line = @Line, due = @Due
            WHERE driver = @Driver
            """,
            new { Body = row.Body.ToArray(), row.Letters, row.Updated, row.Line, row.Driver, row.Due, import, at = at.Stored() });

    /// <summary>When the stored record changed at its source (GXSJ); null: no record; the epoch: not known.</summary>
    internal static DateTimeOffset? SourceUpdated(StoreSession db, DriverKey driver) =>
        db.ExecuteScalar<long?>("SELECT source_updated FROM driver_records WHERE driver = @driver", new { driver })?.Instant();

    internal static void SetSourceUpdated(StoreSession db, DriverKey driver, DateTimeOffset updated) =>
        db.Execute("UPDATE driver_records SET source_updated = @updated WHERE driver = @driver", new { driver, updated = updated.Stored() });

    /// <summary>Drivers whose record is to be looked at on a day, or was not yet; the longest waiting first, and no more than so many.</summary>
    internal static IReadOnlyList<DriverKey> DueUntil(StoreSession db, DateOnly day, int most) =>
        [.. db.Query<string>("SELECT driver FROM driver_records WHERE due <= @day ORDER BY due LIMIT @most", new { day = day.DayNumber, most }).Select(driver => new DriverKey(driver))];

    /// <summary>Says when a record is to be looked at; null: never.</summary>
    internal static void SetDue(StoreSession db, DriverKey driver, DateOnly? due) =>
        db.Execute("UPDATE driver_records SET due = @due WHERE driver = @driver", new { driver, due = due?.DayNumber });

    internal static void SetLetters(StoreSession db, DriverKey driver, string letters, DateTimeOffset at, DateOnly? due) =>
        db.Execute(
            "UPDATE driver_records SET letters = @letters, updated_at = @at, due = @due WHERE driver = @driver", new { driver, letters, at = at.Stored(), due = due?.DayNumber });

    /// <summary>Puts a record of which nobody knows yet when it is to be looked at; false when it replaced one.</summary>
    internal static bool Put(StoreSession db, DriverKey driver, ReadOnlySpan<byte> body, string letters, DateTimeOffset at) =>
        Put(db, driver, body, letters, at, DateOnly.MinValue);

    /// <summary>Puts the record and when it is to be looked at; false when it replaced one.</summary>
    internal static bool Put(StoreSession db, DriverKey driver, ReadOnlySpan<byte> body, string letters, DateTimeOffset at, DateOnly? due)
    {
        var known = db.ExecuteScalar<long>("SELECT count(*) FROM driver_records WHERE driver = @driver", new { driver });
        db.Execute(
            """
            INSERT INTO driver_records(driver, body, letters, updated_at, due) VALUES(@driver, @body, @letters, @at, @due)
            ON CONFLICT(driver) DO UPDATE SET body = @body, letters = @letters, updated_at = @at, due = @due
            """,
            new { driver, body = db.Personal.Seal(BodyColumn, driver.Value, body), letters, at = at.Stored(), due = due?.DayNumber });
        return known == 0;
    }
}
