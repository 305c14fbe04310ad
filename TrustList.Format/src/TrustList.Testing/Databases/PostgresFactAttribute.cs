using Xunit;

namespace TrustList.Testing.Databases;

/// <summary>A fact that needs PostgreSQL 15: reported as skipped, never passed, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Marks a test that starts a server of its own.</summary>
    public PostgresFactAttribute() => Skip = LocalPostgres.Missing;
}
