using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>What the registry has of a driver whom an import names.</summary>
internal sealed class KnownDriver
{
    public required DriverKey Driver { get; init; }

    /// <summary>The import that the stored record came with.</summary>
    public string? Import { get; init; }

    /// <summary>The letters that count now.</summary>
    public required string Letters { get; init; }

    /// <summary>When the stored record changed at its source.</summary>
    public required long Updated { get; init; }

    /// <summary>When the newest event of the feed changed the driver; 0: none.</summary>
    public required long FedUpdated { get; init; }

    /// <summary>When the newest act recorded here changed the driver; 0: none.</summary>
    public required long LivedAt { get; init; }

    /// <summary>1 where the driver has a licence.</summary>
    public required long Licensed { get; init; }

    /// <summary>Those of these drivers who have a record.</summary>
    internal static Dictionary<DriverKey, KnownDriver> Of(StoreSession db, IReadOnlyList<StagedRow> rows)
    {
        var known = new Dictionary<DriverKey, KnownDriver>();
        foreach (var some in rows.Select(row => row.Driver.Value).Chunk(MostAtOnce))
        {
            // Each by a name of its own: the two databases spell a list as one parameter differently.
            var named = new DynamicParameters();
            for (var n = 0; n < some.Length; n++)
                named.Add($"d{n}", some[n]);
            foreach (var driver in db.Query<string>($"SELECT driver FROM driver_records WHERE driver IN ({string.Join(',', some.Select((_, n) => $"@d{n}"))})", named))
                known[new DriverKey(driver)] = Find(db, new DriverKey(driver))!;
        }
        return known;
    }

    private const int MostAtOnce = 500;

    /// <summary>One of them; null: no record.</summary>
    internal static KnownDriver? Find(StoreSession db, DriverKey driver) => db.QuerySingleOrDefault<KnownDriver>(
        """
        SELECT d.driver AS Driver, d.import AS Import, d.letters AS Letters, d.source_updated AS Updated,
               coalesce((SELECT max(p.updated) FROM feed_places AS p WHERE p.driver = @driver), 0) AS FedUpdated,
               coalesce((SELECT max(e.at) FROM life_events AS e
                         WHERE e.driver = @driver AND e.stated_at IS NULL
                           AND e.kind NOT IN ('Issued', 'DeviceLost', 'PaperHandedIn', 'AddressCorrected', 'PhotoChanged')), 0) AS LivedAt,
               CASE WHEN EXISTS(SELECT 1 FROM licences AS l WHERE l.driver = @driver) THEN 1 ELSE 0 END AS Licensed
        FROM driver_records AS d WHERE d.driver = @driver
        """,
        new { driver });
}
