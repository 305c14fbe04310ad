using Federation.Hosting;

namespace TrustHub.Status;

/// <summary>Reads the states before anybody asks for them.</summary>
public sealed class StatusLoading(RegionStates states) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="StartRefusedException">What admission once let in is lost or changed.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            states.Load();
            return Task.CompletedTask;
        }
        catch (InvalidDataException e)
        {
            throw new StartRefusedException(e.Message);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
