using System.Diagnostics;
using Federation.Hosting;
using Federation.Hosting.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TrustHub.Leading;

/// <summary>
/// One of several instances on one database. It follows whoever leads, and takes the seat when its time has run out; then it
/// runs what a leader runs. A leader that loses the seat, or cannot renew it for as long as it is held, ends: its program begins
/// anew as a follower with nothing in memory. Real time, also in a rehearsal.
/// </summary>
internal sealed partial class ElectedLead(
    LeaderSeat seat, Leadership leadership, FileFollower follower, LedServices led, HubOptions options, IServer server,
    IHostApplicationLifetime lifetime, ILogger<ElectedLead> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _lease = TimeSpan.FromMilliseconds(options.LeaseMilliseconds);
    private bool _isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ListeningAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (TryTake() is { } term)
            {
                await LeadAsync(term, stoppingToken);
                return;
            }
            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task ListeningAsync(CancellationToken stopping)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(listening.SetResult);
        return listening.Task.WaitAsync(stopping).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private long? TryTake()
    {
        try
        {
            var seen = seat.Look();
            _isLost = false;
            leadership.Set(seen.IsFree ? Standing.Unknown : new Standing(Leads: false, seen.Term, seen.Holder, LeaderAddress.Read(seen.Address)));
            return seen.IsFree ? seat.TryTake(seen, options.InstanceName, Address().ToString()) : null;
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            leadership.Set(Standing.Unknown);
            if (!_isLost)
                Lost(logger, StorageFault.CodeOf(e)!);
            _isLost = true;
            return null;
        }
    }

    private async Task LeadAsync(long term, CancellationToken stopping)
    {
        Takes(logger, options.InstanceName, term);
        using var deposed = new CancellationTokenSource();
        using var stopped = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, deposed.Token);
        var keeping = Task.Factory.StartNew(
            () => Keep(term, deposed, stopped.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await follower.EndAsync();
            (leadership.TakenTerm, leadership.TermOver) = (term, deposed.Token);
            await led.StartAsync(end.Token);
            leadership.Set(new Standing(Leads: true, term, options.InstanceName, null));
            Leads(logger, options.InstanceName, term);
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is DatabaseTakenException or OperationCanceledException || StorageFault.Is(e))
        {
            await deposed.CancelAsync();
        }
        catch (StartRefusedException e)
        {
            Refused(logger, string.Join("; ", e.Errors));
            Environment.ExitCode = FederationHost.ExitRefused;
            lifetime.StopApplication();
        }
        leadership.Set(Standing.Unknown);
        if (deposed.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            Deposed(logger, term);
            Environment.ExitCode = Deposition.ExitCode;
            lifetime.StopApplication();
        }
        await led.StopAsync(CancellationToken.None);
        await stopped.CancelAsync();
        await keeping;
        Leave(term);
    }

    /// <summary>Renews five times a lease. What counts is when the last good renewal was asked for: the seat lasts at least a lease from there.</summary>
    private void Keep(long term, CancellationTokenSource deposed, CancellationToken stopped)
    {
        var renewed = Stopwatch.GetTimestamp();
        while (!stopped.WaitHandle.WaitOne(_lease / 5))
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                if (!seat.Renew(term))
                    break;
                renewed = asked;
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                NotRenewed(logger, term, StorageFault.CodeOf(e)!);
            }
            if (Stopwatch.GetElapsedTime(renewed) > _lease)
                break;
        }
        if (!stopped.IsCancellationRequested)
            deposed.Cancel();
    }

    private void Leave(long term)
    {
        try
        {
            seat.Leave(term);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // Its time runs out by itself.
        }
    }

    private LeaderAddress Address()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return new LeaderAddress(
            new Uri(options.AdvertisedPublicUrl.Length > 0 ? options.AdvertisedPublicUrl : bound.First(url => url.StartsWith("http:", StringComparison.Ordinal))),
            new Uri(options.AdvertisedNodeUrl.Length > 0 ? options.AdvertisedNodeUrl : bound.First(url => url.StartsWith("https:", StringComparison.Ordinal))));
    }

    [LoggerMessage(1, LogLevel.Warning, "instance {Instance} takes term {Term}")]
    private static partial void Takes(ILogger logger, string instance, long term);

    [LoggerMessage(2, LogLevel.Information, "instance {Instance} leads, term {Term}")]
    private static partial void Leads(ILogger logger, string instance, long term);

    [LoggerMessage(3, LogLevel.Error, "term {Term} is over for this instance: it begins anew as a follower")]
    private static partial void Deposed(ILogger logger, long term);

    [LoggerMessage(4, LogLevel.Warning, "term {Term} was not renewed: {Code}")]
    private static partial void NotRenewed(ILogger logger, long term, string code);

    [LoggerMessage(5, LogLevel.Error, "who leads is not known: {Code}")]
    private static partial void Lost(ILogger logger, string code);

    [LoggerMessage(6, LogLevel.Critical, "refused to lead: {Errors}")]
    private static partial void Refused(ILogger logger, string errors);
}
