using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>What every append-only history has in common (SPEC.md §5.3).</summary>
internal static class Histories
{
    /// <summary>The state of the last entry that has begun, or null before the first.</summary>
    internal static TState? StateAt<TState>(ImmutableArray<StateChange<TState>> history, DateTimeOffset at)
        where TState : struct, Enum
    {
        for (var i = history.Length - 1; i >= 0; i--)
            if (history[i].Since <= at)
                return history[i].State;
        return null;
    }

    /// <summary>Whether the entries never go back in time.</summary>
    internal static bool IsOrdered<TState>(ImmutableArray<StateChange<TState>> history)
        where TState : struct, Enum =>
        Enumerable.Range(1, Math.Max(0, history.Length - 1)).All(i => history[i - 1].Since <= history[i].Since);

    /// <summary>Whether the newer history begins with every entry of the older one, unchanged.</summary>
    internal static bool Extends<TState>(ImmutableArray<StateChange<TState>> newer, ImmutableArray<StateChange<TState>> older)
        where TState : struct, Enum =>
        newer.Length >= older.Length && newer.AsSpan()[..older.Length].SequenceEqual(older.AsSpan());
}
