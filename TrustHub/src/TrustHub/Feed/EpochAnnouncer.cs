using TrustHub.Transparency;

namespace TrustHub.Feed;

/// <summary>Puts every epoch that becomes the newest witnessed one on the feed.</summary>
public sealed class EpochAnnouncer(IWitnessedEpochs epochs, FeedRing ring) : IHostedService
{
    private WitnessedEpochRow? _before;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _before = epochs.Newest;
        epochs.Witnessed += Announce;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        epochs.Witnessed -= Announce;
        return Task.CompletedTask;
    }

    private void Announce(WitnessedEpochRow epoch)
    {
        ring.Publish(FeedEvents.Epoch(epoch, _before));
        _before = epoch;
    }
}
