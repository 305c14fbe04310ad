using Xunit;

namespace TrustList.Testing.Hosts;

/// <summary>A test that needs a real nginx; skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NginxFactAttribute : FactAttribute
{
    /// <summary>Looks for nginx.</summary>
    public NginxFactAttribute() => Skip = LocalNginx.Missing;
}
