namespace RegionNode.Issuer.Instances;

/// <summary>Ends the standby once all of the issuer but its listener has started, so that the address is without an answer for a moment only.</summary>
internal sealed class StandbyEnd(Standby standby) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => standby.StopAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
