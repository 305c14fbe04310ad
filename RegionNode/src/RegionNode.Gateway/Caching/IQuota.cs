namespace RegionNode.Gateway.Caching;

/// <summary>
/// Counts what each party asks, over all instances. A second's burst is twice the rate; a day is one of UTC. Where instances
/// cannot agree each grants its share.
/// </summary>
internal interface IQuota
{
    /// <summary>Takes questions from a party's limits, all of them or none.</summary>
    /// <param name="party">A registered party: what is remembered grows with these.</param>
    /// <param name="perSecond">Its rate, at least 1.</param>
    /// <param name="perDay">Its day, at least 1.</param>
    /// <param name="count">How many; more than a burst is granted where the burst is whole, and owed.</param>
    /// <param name="cancel">The caller has gone.</param>
    ValueTask<QuotaAnswer> Take(string party, int perSecond, int perDay, int count, CancellationToken cancel);
}

/// <summary>Whether a party may ask.</summary>
/// <param name="Granted">It may.</param>
/// <param name="RetryAfter">When asking again may help; zero where it is granted.</param>
internal readonly record struct QuotaAnswer(bool Granted, TimeSpan RetryAfter)
{
    /// <summary>It may.</summary>
    public static QuotaAnswer Yes => new(true, TimeSpan.Zero);

    /// <summary>Not before so long.</summary>
    public static QuotaAnswer Over(TimeSpan retryAfter) => new(false, retryAfter);
}
