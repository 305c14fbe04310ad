namespace RegionNode.Issuer.Storage;

/// <summary>
/// Records that the sweep of dates could not open and put off to another day. One counts as long as its driver's record is due on that
/// day: put anew, it has a day of its own.
/// </summary>
internal static class PutOffTable
{
    private const string Standing = "EXISTS(SELECT 1 FROM driver_records AS r WHERE r.driver = dates_put_off.driver AND r.due = dates_put_off.due)";

    /// <summary>Puts a record off to a day.</summary>
    internal static void PutOff(StoreSession db, DriverKey driver, DateOnly until, string fault, DateTimeOffset now)
    {
        DriverRecordTable.SetDue(db, driver, until);
        db.Execute(
            """
            INSERT INTO dates_put_off(driver, due, fault, since) VALUES(@driver, @due, @fault, @since)
            ON CONFLICT(driver) DO UPDATE SET due = @due, fault = @fault
            """,
            new { driver, due = until.DayNumber, fault, since = now.Stored() });
    }

    /// <summary>Forgets those that have been looked at, or put anew, since.</summary>
    internal static void Forget(StoreSession db) => db.Execute($"DELETE FROM dates_put_off WHERE NOT {Standing}");

    /// <summary>How many stand, and of the oldest since when and why.</summary>
    internal static (long Count, DateTimeOffset Since, string Fault)? Waiting(StoreSession db)
    {
        var count = db.ExecuteScalar<long>($"SELECT count(*) FROM dates_put_off WHERE {Standing}");
        if (count == 0)
            return null;
        var (since, fault) = db.QuerySingle<(long, string)>($"SELECT since, fault FROM dates_put_off WHERE {Standing} ORDER BY since, driver LIMIT 1");
        return (count, since.Instant(), fault);
    }
}
