namespace RegionNode.Gateway.Caching;

/// <summary>Knows what was shown before, in the whole cluster: what counts once is refused the second time.</summary>
internal interface IReplayCache
{
    /// <summary>The longest id.</summary>
    public const int MostIdCharacters = 200;

    /// <summary>Before the ids of client assertions, which are remembered apart: none of them takes a code's place.</summary>
    public const string AssertionPrefix = "assertion:";

    /// <summary>Notes an id and says whether it was noted before. Of two calls at once one is first.</summary>
    /// <param name="id">Names the thing and nobody, at most <see cref="MostIdCharacters"/>.</param>
    /// <param name="from">When the thing was made: it cannot have been shown before.</param>
    /// <param name="until">The end of its life: after it nobody asks any more.</param>
    /// <param name="cancel">The caller has gone.</param>
    ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel);
}

/// <summary>Whether something was shown before.</summary>
internal enum ReplayAnswer
{
    /// <summary>It was not shown in this cluster.</summary>
    First,

    /// <summary>It was.</summary>
    Again,

    /// <summary>Nobody can say: the memory began after the thing was made.</summary>
    Unknown,

    /// <summary>Nobody can say: the cache is away, full, evicting, or was missed since; or clocks differ too much to tell.</summary>
    Away,
}
