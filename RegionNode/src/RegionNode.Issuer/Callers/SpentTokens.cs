namespace RegionNode.Issuer.Callers;

/// <summary>
/// Tokens that were used in this run of the node, each remembered until it can no longer be valid: at most <see cref="Most"/> of each
/// system, so that none can use up another's. Only registered systems come here; what they have used ends within minutes.
/// </summary>
internal sealed class SpentTokens(TimeProvider clock)
{
    internal const int Most = 50_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Spent> systems = new(StringComparer.Ordinal);

    /// <summary>Uses a token that was checked; null: for the first time.</summary>
    /// <param name="caller">The system that made it.</param>
    /// <param name="id">Its id there.</param>
    /// <param name="expires">Its end.</param>
    internal TokenRefusal? Spend(string caller, string id, DateTimeOffset expires)
    {
        lock (gate)
        {
            Forget(clock.GetUtcNow());
            if (!systems.TryGetValue(caller, out var spent))
                systems[caller] = spent = new Spent();
            return spent.Ids.Contains(id) ? TokenRefusal.Replayed
                : spent.Ids.Count >= Most ? TokenRefusal.Full
                : spent.Add(id, expires);
        }
    }

    // A system that calls no more leaves nothing behind.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (system, spent) in systems)
        {
            spent.Forget(now);
            if (spent.Ids.Count == 0)
                systems.Remove(system);
        }
    }

    private sealed class Spent
    {
        private readonly Queue<(string Id, DateTimeOffset Expires)> order = new();

        internal HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        internal TokenRefusal? Add(string id, DateTimeOffset expires)
        {
            Ids.Add(id);
            order.Enqueue((id, expires));
            return null;
        }

        // In order of use; none outlives the longest life, so what stays behind a longer one stays for minutes.
        internal void Forget(DateTimeOffset now)
        {
            while (order.TryPeek(out var oldest) && oldest.Expires <= now)
                Ids.Remove(order.Dequeue().Id);
        }
    }
}
