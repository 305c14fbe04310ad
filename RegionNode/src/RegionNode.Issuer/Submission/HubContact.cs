namespace RegionNode.Issuer.Submission;

/// <summary>Whether the last attempt reached the hub; for health and for one log line an outage.</summary>
internal sealed class HubContact
{
    private int lost;

    internal bool IsLost => Volatile.Read(ref lost) == 1;

    internal void Reached() => Volatile.Write(ref lost, 0);

    /// <summary>True for the first failure of an outage.</summary>
    internal bool Lost() => Interlocked.Exchange(ref lost, 1) == 0;
}
