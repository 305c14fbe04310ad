namespace TrustList.Sync;

/// <summary>How patient a sync is. The defaults suit a gateway or a handheld on a mobile network.</summary>
public sealed record SyncOptions
{
    /// <summary>The longest pause between two pieces of one answer.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest time for one file, however steadily it drips.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time for one sync.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a file is asked for again after a transport fault; never after a file that does not verify.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The pause before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a sync waits for the log to show a list that the hub serves already: witnesses take a second or two.</summary>
    public TimeSpan LogPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Takes a list that the log does not show. For those who sign the list alone, in a rehearsal or when its witnesses are
    /// gone; never for a verifier. What is stored so is not verified when it is loaded.
    /// </summary>
    public bool UnsafeWithoutLog { get; init; }

    /// <summary>How many files are fetched at a time.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Whether the regions' status lists are fetched too, for use offline.</summary>
    public bool FetchStatusLists { get; init; } = true;

    /// <summary>Whether the regions' relying parties are fetched too: for gateways, which they ask, and for those who sign lists.</summary>
    public bool FetchParties { get; init; }
}
