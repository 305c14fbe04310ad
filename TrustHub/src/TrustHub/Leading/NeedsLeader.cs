namespace TrustHub.Leading;

/// <summary>Marks an endpoint that only the leader can answer; what is not marked every instance answers of its own folder.</summary>
public sealed class NeedsLeader
{
    private NeedsLeader()
    {
    }

    /// <summary>The one mark.</summary>
    public static readonly NeedsLeader Mark = new();
}
