namespace RegionNode.Issuer.Storage;

/// <summary>Which licence follows which on the same device. A licence has one successor; rows are never changed.</summary>
internal static class RefreshTable
{
    internal static string? SuccessorOf(StoreSession db, string licenceId) =>
        db.ExecuteScalar<string>("SELECT successor FROM licence_refreshes WHERE licence_id = @licenceId", new { licenceId });

    internal static void Add(StoreSession db, string licenceId, string successor, DateTimeOffset at) =>
        db.Execute("INSERT INTO licence_refreshes(licence_id, successor, at) VALUES(@licenceId, @successor, @at)", new { licenceId, successor, at = at.Stored() });
}
