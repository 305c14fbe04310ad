using System.Diagnostics;

namespace RegionNode.Issuer.Submission;

/// <summary>Whether the last attempt reached the hub; for health and for one log line an outage.</summary>
internal sealed class HubContact
{
    private int lost;
    private long reached;

    internal bool IsLost => Volatile.Read(ref lost) == 1;

    /// <summary>Since the hub last answered, in real time; null before it did.</summary>
    internal TimeSpan? Age => Volatile.Read(ref reached) is not 0 and var at ? Stopwatch.GetElapsedTime(at) : null;

    internal void Reached()
    {
        Answered();
        Volatile.Write(ref lost, 0);
    }

    /// <summary>It answered something else than a submission: what waits may wait all the same.</summary>
    internal void Answered() => Volatile.Write(ref reached, Stopwatch.GetTimestamp());

    /// <summary>True for the first failure of an outage.</summary>
    internal bool Lost() => Interlocked.Exchange(ref lost, 1) == 0;
}
