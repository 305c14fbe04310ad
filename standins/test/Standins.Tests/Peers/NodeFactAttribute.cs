namespace Standins.Tests.Peers;

/// <summary>A test that needs Node.js; reported as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePeer.Missing;
}
