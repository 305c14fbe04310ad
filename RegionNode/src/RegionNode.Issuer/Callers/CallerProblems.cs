using Federation.Hosting.Problems;

namespace RegionNode.Issuer.Callers;

/// <summary>The gate's refusals, beside Forbidden for a TLS key that may not call at all. A released code keeps its meaning.</summary>
internal static class CallerProblems
{
    /// <summary>Member <c>reason</c>: a <see cref="TokenRefusal"/>.</summary>
    internal static readonly ProblemCode TokenRefused = new("TokenRefused", 401, "The token counts for nothing here.");

    /// <summary>Member <c>roles</c>: those of which one is needed.</summary>
    internal static readonly ProblemCode RoleMissing = new("RoleMissing", 403, "The caller has no role that may do this.");
}
