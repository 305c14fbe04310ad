using Xunit;

namespace TrustList.Testing.Peers;

/// <summary>A theory that needs Node.js and npm: reported as skipped, never passed, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks a test that runs a peer from npm.</summary>
    public NodeTheoryAttribute() => Skip = NodePeer.Missing;
}
