using Federation.Leading;

namespace RegionNode.Issuer.Instances;

/// <summary>Ends an issuer whose term is over.</summary>
internal sealed class Deposed(HeldSeat seat, IHostApplicationLifetime lifetime) : IHostedService
{
    private CancellationTokenRegistration over;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        over = seat.Over.Register(lifetime.StopApplication);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => over.DisposeAsync().AsTask();
}
