namespace RegionNode.Issuer.Tests.World;

/// <summary>A fact about a database server: skipped where the store is a file.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresStoreFactAttribute : FactAttribute
{
    public PostgresStoreFactAttribute() => Skip = TestDatabase.IsPostgres ? null : "of PostgreSQL: runs where FEDERATION_STORE is postgres";
}
