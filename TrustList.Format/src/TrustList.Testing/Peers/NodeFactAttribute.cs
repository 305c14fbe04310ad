using Xunit;

namespace TrustList.Testing.Peers;

/// <summary>A fact that needs Node.js and npm: reported as skipped, never passed, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    /// <summary>Marks a test that runs a peer from npm.</summary>
    public NodeFactAttribute() => Skip = NodePeer.Missing;
}
