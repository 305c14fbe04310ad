using System.Collections.Concurrent;

namespace RegionNode.Gateway.Caching.Memory;

/// <summary>
/// What was shown to this process since it began. Codes have room of their own, and the assertions of each party: who fills its own
/// takes none from anybody else. A party that makes more of them than its room holds lets them live shorter. What a clock that goes back makes
/// good again, and may have been forgotten, is Unknown.
/// </summary>
internal sealed class MemoryReplays(TimeProvider clock) : IReplayCache
{
    private const int MostCodes = 200_000;

    /// <summary>The most assertions of one party that are remembered at a time: 66 a second of five minutes, 333 of one.</summary>
    public const int MostOfOneParty = 20_000;

    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private readonly ExpiringMap<string, DateTimeOffset> _codes = new(MostCodes, evicts: false, clock);
    private readonly ConcurrentDictionary<string, ExpiringMap<string, DateTimeOffset>> _assertions = new(StringComparer.Ordinal); // By party: registered ones alone come here.

    /// <inheritdoc/>
    public ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) =>
        ValueTask.FromResult(Once(id, from, until));

    /// <summary>The same, at once.</summary>
    public ReplayAnswer Once(string id, DateTimeOffset from, DateTimeOffset until) => Of(id).Place(id, from, until, _ => false) switch
    {
        Placing.Held => ReplayAnswer.Again,
        _ when from < _began || MayHaveForgotten(id, until) => ReplayAnswer.Unknown,
        Placing.Placed => ReplayAnswer.First,
        _ => ReplayAnswer.Away,
    };

    /// <summary>Whether what ends then was perhaps noted, and let go by a clock that was ahead of now.</summary>
    public bool MayHaveForgotten(string id, DateTimeOffset until) => until <= Of(id).Forgotten;

    // An assertion's id is its prefix, its party and its own name, a colon before the last.
    private ExpiringMap<string, DateTimeOffset> Of(string id) => id.StartsWith(IReplayCache.AssertionPrefix, StringComparison.Ordinal)
        ? _assertions.GetOrAdd(id[..id.LastIndexOf(':')], _ => new ExpiringMap<string, DateTimeOffset>(MostOfOneParty, evicts: false, clock))
        : _codes;
}
