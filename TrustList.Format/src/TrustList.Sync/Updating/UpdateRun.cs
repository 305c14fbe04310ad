using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>What the steps of one update share. The metadata it holds is verified at every moment.</summary>
internal sealed class UpdateRun(
    Downloader downloads, RepositoryLayout layout, ILocalMetadata local, TrustedMetadata metadata, DateTimeOffset now, CancellationToken cancellation)
{
    /// <summary>The instant of the whole update (TUF §5.1).</summary>
    public DateTimeOffset Now => now;

    public RepositoryLayout Layout => layout;

    public ILocalMetadata Local => local;

    public TrustedMetadata Metadata { get; private set; } = metadata;

    /// <summary>Waits for something that the host may serve in a moment.</summary>
    public Task PauseAsync(TimeSpan pause) => downloads.PauseAsync(pause, cancellation);

    public Task<Fetched> FetchAsync(string name, long maxBytes) => downloads.GetAsync(name, maxBytes, null, null, cancellation);

    /// <summary>Takes a step's result: what it brought is kept even where it failed, as a floor against rollback.</summary>
    public SyncStop? Take(TrustResult step, string file)
    {
        if (step.Next is { } next)
            Metadata = next;
        return step.Fault is { } fault ? SyncStop.From(fault, $"{file}: {fault} {step.Detail}".TrimEnd()) : null;
    }
}
