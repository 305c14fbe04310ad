namespace RegionNode.Issuer.Storage;

/// <summary>One identity check as stored: begun for one application and one device key, judged once.</summary>
internal sealed record IdentityCheckRow
{
    public required string Challenge { get; init; }
    public required string Application { get; init; }

    /// <summary>Thumbprint of the device key.</summary>
    public required string DeviceKey { get; init; }
    public required string Provider { get; init; }
    public required long BegunAt { get; init; }
    public required long ExpiresAt { get; init; }
    public long State { get; init; }
}

/// <summary>Identity checks. What the provider saw of the person is not kept.</summary>
internal static class IdentityTable
{
    private const long Passed = 1;
    private const long Failed = 2;

    internal static void Begin(StoreSession db, IdentityCheckRow row) =>
        db.Execute(
            """
            INSERT INTO identity_checks(challenge, application, device_key, provider, begun_at, expires_at)
            VALUES(@Challenge, @Application, @DeviceKey, @Provider, @BegunAt, @ExpiresAt)
            """,
            row);

    /// <summary>A check that was begun for the application, is not judged and in its time.</summary>
    internal static IdentityCheckRow? FindBegun(StoreSession db, string challenge, string application, DateTimeOffset now) =>
        db.QuerySingleOrDefault<IdentityCheckRow>(
            """
            SELECT challenge AS Challenge, application AS Application, device_key AS DeviceKey, provider AS Provider, begun_at AS BegunAt,
                   expires_at AS ExpiresAt, state AS State
            FROM identity_checks WHERE challenge = @challenge AND application = @application AND state = 0 AND expires_at > @now
            """,
            new { challenge, application, now = now.Stored() });

    /// <summary>Records the one judgement; false where there was one before.</summary>
    internal static bool Judge(StoreSession db, string challenge, bool passed, DateTimeOffset expires) =>
        db.Execute("UPDATE identity_checks SET state = @state, expires_at = @expires WHERE challenge = @challenge AND state = 0",
            new { challenge, state = passed ? Passed : Failed, expires = expires.Stored() }) == 1;

    /// <summary>Forgets some checks that ended before an instant; how many.</summary>
    internal static int Forget(StoreSession db, DateTimeOffset before, int most) => db.Execute(
        "DELETE FROM identity_checks WHERE challenge IN (SELECT challenge FROM identity_checks WHERE expires_at < @before ORDER BY expires_at LIMIT @most)",
        new { before = before.Stored(), most });

    /// <summary>Whether a passed check of the application is still in its time.</summary>
    internal static bool IsIdentified(StoreSession db, string application, DateTimeOffset now) =>
        db.ExecuteScalar<long>(
            $"SELECT count(*) FROM identity_checks WHERE application = @application AND state = {Passed} AND expires_at > @now",
            new { application, now = now.Stored() }) > 0;
}
