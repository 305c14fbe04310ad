using System.Diagnostics;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Transparency;

/// <summary>
/// Paces the log: an epoch as soon as something new waits, at most one a second (<see cref="HubOptions.EpochMilliseconds"/>),
/// and one a minute when nothing does. The next waits for the quorum under the last, but not for long: witnesses that each
/// saw another checkpoint would never agree on one. Pace is real time, also in a rehearsal; instants are the clock's.
/// </summary>
public sealed partial class Sequencer(
    EpochLog log, ILogStore store, IFileStore files, EpochSignal signal, HubOptions options, TimeProvider clock, ILogger<Sequencer> logger) : BackgroundService
{
    /// <summary>How long the next epoch waits for the quorum under the last.</summary>
    public static readonly TimeSpan QuorumPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _pace = TimeSpan.FromMilliseconds(options.EpochMilliseconds);
    private readonly TimeSpan _look = TimeSpan.FromMilliseconds(Math.Min(200, options.EpochMilliseconds));
    private readonly Stopwatch _sinceLast = new();
    private readonly Stopwatch _sinceWitnessed = new();
    private long _witnessed = -1;
    private volatile string? _failure;

    /// <summary>What the newest round failed with; null when it succeeded.</summary>
    public string? Failure => _failure;

    /// <summary>How long no checkpoint has gained its quorum; zero when the newest has it. Real time of this run.</summary>
    public TimeSpan Unwitnessed => log.Offered is { } offered && log.WitnessedSize < offered.Size ? _sinceWitnessed.Elapsed : TimeSpan.Zero;

    /// <inheritdoc/>
    /// <exception cref="Federation.Hosting.StartRefusedException">The public folder is ahead of the database.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        ShownCheckpoints.RefuseOlderDatabase(files, store);
        _sinceLast.Start();
        _sinceWitnessed.Start();
        Round();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var left = Left; // It runs: asked twice, it may have passed in between.
            await signal.WaitAsync(_failure is not null ? PauseAfterFailure : left > TimeSpan.Zero ? left : _look, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Watch();
            if (!stoppingToken.IsCancellationRequested && Left <= TimeSpan.Zero)
                Round();
        }
    }

    private void Watch()
    {
        if (log.WitnessedSize == _witnessed && log.Offered?.Size > _witnessed)
            return;
        _witnessed = log.WitnessedSize;
        _sinceWitnessed.Restart();
    }

    /// <summary>How long until an epoch may be made; not above zero when it may.</summary>
    private TimeSpan Left =>
        (Unwitnessed > TimeSpan.Zero ? QuorumPatience : _pace) - _sinceLast.Elapsed;

    private void Round()
    {
        try
        {
            var now = Instants.WholeSeconds(clock.GetUtcNow());
            if (log.Advance(now, due: _sinceLast.Elapsed >= Quiet))
                _sinceLast.Restart();
            _failure = null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (_failure is null)
                RoundFailed(logger, e.GetType().Name, e.Message);
            _failure = $"{e.GetType().Name}: no epoch can be recorded or shown";
        }
    }

    [LoggerMessage(1, LogLevel.Error, "the log stands still: {Type}: {Message}")]
    private static partial void RoundFailed(ILogger logger, string type, string message);
}
