namespace RegionNode.Issuer.Disputes;

/// <summary>A dispute that has to be carried.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Home">The region that it goes to.</param>
/// <param name="Pause">How long it is waited after the next try.</param>
internal sealed record DisputeErrand(long Seq, string Home, TimeSpan Pause);

/// <summary>
/// When which dispute is carried next: at once, then after one second, two, four, up to a minute. In memory alone, a few words for each
/// dispute that is open; a node that starts again begins with short pauses.
/// </summary>
internal sealed class DisputeSchedule(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly PriorityQueue<DisputeErrand, long> waiting = new();

    /// <summary>All that was open up to this number was put in.</summary>
    internal long Newest { get; private set; }

    /// <summary>Puts in those that are open from <see cref="Newest"/> to a number: they are due.</summary>
    internal void Add(IReadOnlyList<(long Seq, string Home)> open, long upTo)
    {
        foreach (var (seq, home) in open)
            waiting.Enqueue(new DisputeErrand(seq, home, Shortest), 0);
        Newest = upTo;
    }

    /// <summary>Takes out one that is due, the one that waits longest first; null: none is.</summary>
    internal DisputeErrand? TakeDue() =>
        waiting.TryPeek(out _, out var due) && due <= clock.GetTimestamp() ? waiting.Dequeue() : null;

    /// <summary>Puts one back that has to be carried again, with a longer pause each time that it was tried.</summary>
    internal void PutBack(DisputeErrand errand, bool tried)
    {
        var next = !tried ? errand.Pause : errand.Pause * 2 < Longest ? errand.Pause * 2 : Longest;
        waiting.Enqueue(errand with { Pause = next }, clock.GetTimestamp() + (long)(errand.Pause.TotalSeconds * clock.TimestampFrequency));
    }
}
