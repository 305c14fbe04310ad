using Federation.Hosting;
using Federation.Leading;
using Federation.Hosting.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TrustHub.Leading;

/// <summary>
/// One of several instances on one database. It follows whoever leads, and takes the seat when its time has run out; then it
/// runs what a leader runs. A leader that loses the seat, or cannot renew it for as long as it is held, ends: its program begins
/// anew as a follower with nothing in memory.
/// </summary>
internal sealed partial class ElectedLead(
    Candidate candidate, Leadership leadership, FileFollower follower, LedServices led, HubOptions options, IServer server,
    IHostApplicationLifetime lifetime, ILogger<ElectedLead> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ListeningAsync(stoppingToken);
        if (!stoppingToken.IsCancellationRequested && await candidate.TakeAsync(Address(), stoppingToken) is { } seat)
            await LeadAsync(seat, stoppingToken);
    }

    private Task ListeningAsync(CancellationToken stopping)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(listening.SetResult);
        return listening.Task.WaitAsync(stopping).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task LeadAsync(HeldSeat seat, CancellationToken stopping)
    {
        await using var held = seat;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, seat.Over);
        try
        {
            await follower.EndAsync();
            leadership.Taken = seat;
            await led.StartAsync(end.Token);
            leadership.Set(new Standing(Leads: true, seat.Term, options.InstanceName, null));
            Leads(logger, options.InstanceName, seat.Term);
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is DatabaseTakenException or OperationCanceledException || StorageFault.Is(e))
        {
            await seat.LoseAsync();
        }
        catch (StartRefusedException e)
        {
            Refused(logger, string.Join("; ", e.Errors));
            Environment.ExitCode = FederationHost.ExitRefused;
            lifetime.StopApplication();
        }
        leadership.Set(Standing.Unknown);
        if (seat.Over.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            Deposed(logger, seat.Term);
            Environment.ExitCode = Deposition.ExitCode;
            lifetime.StopApplication();
        }
        await led.StopAsync(CancellationToken.None);
    }

    private LeaderAddress Address()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return new LeaderAddress(
            new Uri(options.AdvertisedPublicUrl.Length > 0 ? options.AdvertisedPublicUrl : bound.First(url => url.StartsWith("http:", StringComparison.Ordinal))),
            new Uri(options.AdvertisedNodeUrl.Length > 0 ? options.AdvertisedNodeUrl : bound.First(url => url.StartsWith("https:", StringComparison.Ordinal))));
    }

    [LoggerMessage(1, LogLevel.Information, "instance {Instance} leads, term {Term}")]
    private static partial void Leads(ILogger logger, string instance, long term);

    [LoggerMessage(2, LogLevel.Error, "term {Term} is over for this instance: it begins anew as a follower")]
    private static partial void Deposed(ILogger logger, long term);

    [LoggerMessage(3, LogLevel.Critical, "refused to lead: {Errors}")]
    private static partial void Refused(ILogger logger, string errors);
}
