namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>Why an answer rests on less than was asked for. A closed list; its names stand in answers (SPEC.md §8).</summary>
internal enum Degraded
{
    /// <summary>The home region has no route, cannot be reached, or says that it cannot answer now.</summary>
    HomeUnavailable,

    /// <summary>The home region did not answer in time.</summary>
    HomeSlow,

    /// <summary>The home region was not asked, because it failed most of the latest questions.</summary>
    BreakerOpen,

    /// <summary>The home region was not asked, because too many questions for it are under way.</summary>
    Bulkhead,

    /// <summary>The cache that the gateway's instances share is away.</summary>
    CacheUnavailable,

    /// <summary>The status at hand is older than the purpose wants.</summary>
    StatusStale,

    /// <summary>The home region refused the question, or what it answered failed a check.</summary>
    HomeAnswerRefused,
}
