using System.Security.Cryptography;
using Federation.Hosting;
using TrustHub.Log;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Publishing;

/// <summary>
/// Publishes what is logged: looks ten times a second of real time, so that admissions which come together share a
/// snapshot and a clock that jumps is noticed. Where a log is kept, a new snapshot goes into its next epoch and waits for
/// the witnesses before the timestamp shows it, but not for ever (<see cref="WitnessGate"/>). Before the hub listens it makes good what a crash left undone.
/// </summary>
public sealed partial class Publisher(
    AdmissionLog log, IHubStore store, IFileStore files, HubKeys keys, EpochSignal signal, WitnessGate gate, IWitnessedEpochs witnessed, SigningHold hold,
    TimeProvider clock, ILogger<Publisher> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly PublicFolder _folder = new(files, store);
    private readonly EpochSignal _confirmed = new();
    private SignedSnapshot? _recorded;
    private SignedSnapshot? _prepared;
    private SignedSnapshot? _published;
    private volatile string? _failure;

    /// <summary>What the newest round failed with; null when it succeeded.</summary>
    public string? Failure => _failure;

    /// <summary>What verifiers can see; null before the first snapshot.</summary>
    public SignedSnapshot? Published => Volatile.Read(ref _published);

    /// <summary>The status lists logged up to here are there for verifiers.</summary>
    public long StatusPublishedUpTo => _folder.StatusPublishedUpTo;

    /// <inheritdoc/>
    /// <exception cref="StartRefusedException">The public folder is ahead of the database.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        RefuseOlderDatabase();
        Round();
        witnessed.Witnessed += _ => _confirmed.Wake();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Real time, also in a rehearsal: only instants are simulated.
            await _confirmed.WaitAsync(_failure is null ? Tick : PauseAfterFailure, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                Round();
        }
    }

    private void Round()
    {
        try
        {
            if (!hold.MaySign)
                return; // What stands in the folder stays.
            var state = log.State;
            _folder.PublishStatusLists(state);
            Publish(_recorded ?? SignedSnapshot.Recorded(store));
            Publish(Next(state));
            _failure = null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The write may have happened: the store is asked again in the next round.
            _recorded = null;
            if (_failure is null)
                RoundFailed(logger, e.GetType().Name, e.Message);
            _failure = $"{e.GetType().Name}: publishing failed";
        }
    }

    private void Publish(SignedSnapshot? signed)
    {
        if (signed is null || ReferenceEquals(signed, _published))
            return;
        _recorded = signed;
        if (!ReferenceEquals(signed, _prepared))
        {
            _folder.Prepare(signed);
            _prepared = signed;
            signal.Wake();
        }
        if (!MayShow(signed.Snapshot))
            return;
        _folder.Publish(signed);
        Volatile.Write(ref _published, signed);
    }

    private bool MayShow(SnapshotRow snapshot) =>
        _published?.Snapshot.Version == snapshot.Version || !_folder.HasBegun || gate.MayPublish(snapshot, SHA256.HashData(snapshot.Bytes));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _confirmed.Dispose();
        base.Dispose();
    }

    /// <summary>What has to be signed now, signed and recorded; null when nothing has to.</summary>
    private SignedSnapshot? Next(LoggedState state)
    {
        if (state.Root is not { Signed: var root } || !state.TargetsFollowRoot || keys.Missing(root) is not null)
            return null;
        if (_recorded is not null && !ReferenceEquals(_recorded, _published) && gate.IsWaiting)
            return null;
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (_recorded is null || _recorded.LogIndex < state.MetadataIndex || now >= _recorded.Snapshot.SignedAt + Lives.SnapshotRenewal)
            return SignedSnapshot.Sign(state, _recorded, keys, store, now);
        // One that was signed later than now, by a clock that was wrong, would have every verifier doubt its own clock until its time has come.
        return now >= _recorded.Timestamp.SignedAt + Lives.TimestampRenewal || now < _recorded.Timestamp.SignedAt ? _recorded.Renew(root, keys, store, now) : null;
    }

    /// <summary>
    /// The database is written first, so it can never be behind. One that is was restored from an old copy: signing
    /// on would give two files the same version, which no client must ever see.
    /// </summary>
    private void RefuseOlderDatabase()
    {
        if (files.Read(PublicPaths.Timestamp) is not { } bytes || MetadataReader.Timestamp(bytes) is not { Ok: true } shown)
            return;
        var recorded = store.NewestTimestamp();
        if (recorded is null || recorded.Version < shown.Value.Signed.Version)
            throw new StartRefusedException(
                $"the database is older than the public folder: timestamp {recorded?.Version ?? 0} against {shown.Value.Signed.Version}; see README, 'An old database'");
    }

    [LoggerMessage(1, LogLevel.Error, "publishing failed: {Type}: {Message}")]
    private static partial void RoundFailed(ILogger logger, string type, string message);
}
