using Xunit;

namespace TrustList.Testing;

/// <summary>A fact that reads <c>../shared/vectors</c>: reported as skipped, never passed, where the file does not exist.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorFactAttribute : FactAttribute
{
    /// <summary>Marks a test that needs one vector file or folder.</summary>
    /// <param name="path">A path below <c>../shared/vectors</c>.</param>
    public VectorFactAttribute(string path)
    {
        VectorPath = path;
        if (!RepositoryPaths.HasVector(path))
            Skip = VectorSkip.Reason(path);
    }

    /// <summary>The path below <c>../shared/vectors</c>.</summary>
    public string VectorPath { get; }
}

/// <summary>A theory that reads <c>../shared/vectors</c>: reported as skipped, never passed, where the file does not exist.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks a theory that needs one vector file or folder.</summary>
    /// <param name="path">A path below <c>../shared/vectors</c>.</param>
    public VectorTheoryAttribute(string path)
    {
        VectorPath = path;
        if (!RepositoryPaths.HasVector(path))
            Skip = VectorSkip.Reason(path);
    }

    /// <summary>The path below <c>../shared/vectors</c>.</summary>
    public string VectorPath { get; }
}

internal static class VectorSkip
{
    internal static string Reason(string path) => $"needs ../shared/vectors/{path}";
}
