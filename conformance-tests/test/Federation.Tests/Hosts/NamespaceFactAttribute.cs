namespace Federation.Tests.Hosts;

/// <summary>A fact that needs network namespaces: reported as skipped, never passed, where they are not permitted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespaceFactAttribute : FactAttribute
{
    /// <summary>Marks a test that makes a network of its own.</summary>
    public NamespaceFactAttribute() => Skip = Switch.Missing;
}
