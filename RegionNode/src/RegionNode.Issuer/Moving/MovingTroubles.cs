using System.Collections.Concurrent;

namespace RegionNode.Issuer.Moving;

/// <summary>What keeps a move from going on, by its id, or the whole reading of the log: for health. It lasts while it lasts.</summary>
internal sealed class MovingTroubles
{
    /// <summary>Stands for the reading of the log.</summary>
    internal const string Log = "log";

    private readonly ConcurrentDictionary<string, string> standing = new(StringComparer.Ordinal);

    internal IReadOnlyList<string> All => [.. standing.OrderBy(trouble => trouble.Key, StringComparer.Ordinal).Select(trouble => $"{trouble.Key}: {trouble.Value}")];

    /// <summary>Says what is wrong; null: nothing any more. True where that is new.</summary>
    internal bool Set(string what, string? trouble)
    {
        if (trouble is null)
            return Clear(what);
        var before = standing.GetValueOrDefault(what);
        standing[what] = trouble;
        return before != trouble;
    }

    /// <summary>Forgets the troubles of moves with which nothing is to be done any more.</summary>
    internal void KeepOnly(IReadOnlySet<string> due)
    {
        foreach (var gone in standing.Keys.Where(what => what != Log && !due.Contains(what)))
            Clear(gone);
    }

    internal bool Clear(string what) => standing.TryRemove(what, out _);
}
