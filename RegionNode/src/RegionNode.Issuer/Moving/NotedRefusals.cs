namespace RegionNode.Issuer.Moving;

/// <summary>
/// When a move was last refused to the other region for a reason, as far as the trail says so: one entry a minute says as much as
/// one for each time that the region asks, and the trail does not grow at another region's will.
/// </summary>
internal sealed class NotedRefusals
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Dictionary<(string Id, MoveReason Reason), DateTimeOffset> last = [];
    private readonly Lock gate = new();

    /// <summary>Whether the refusal is to be noted: it was not in the last minute.</summary>
    internal bool IsDue(string id, MoveReason reason, DateTimeOffset now)
    {
        lock (gate)
        {
            return !last.TryGetValue((id, reason), out var at) || !IsFresh(at, now);
        }
    }

    /// <summary>It stands in the trail now.</summary>
    internal void Noted(string id, MoveReason reason, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (refusal, _) in last.Where(one => !IsFresh(one.Value, now)).ToList())
                last.Remove(refusal);
            last[(id, reason)] = now;
        }
    }

    // A clock that was put back makes nothing last.
    private static bool IsFresh(DateTimeOffset at, DateTimeOffset now) => at <= now && now < at + Pause;
}
