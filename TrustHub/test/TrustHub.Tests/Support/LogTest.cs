using Microsoft.Extensions.DependencyInjection;
using TrustHub.Transparency;

namespace TrustHub.Tests.Support;

/// <summary>A test whose policy names this hub's log, and three witnesses of whom two make a quorum.</summary>
public abstract class LogTest : HubTest
{
    private long _news;

    protected LogTest()
    {
        Operators = Operators.InceptLogged(Data, out var witnesses, "310000", "320000");
        Witnesses = witnesses;
    }

    protected Operators Operators { get; }

    protected LogWitnesses Witnesses { get; }

    /// <summary>Starts the hub and waits for its first checkpoint.</summary>
    protected async Task<RunningHub> StartLoggedAsync(Action<IServiceCollection>? replace = null)
    {
        var hub = await StartAsync(replace, "--Hub:EpochMilliseconds", "10");
        await EpochAsync(hub, offered => offered.Size > 0);
        return hub;
    }

    /// <summary>Waits until the newest checkpoint is such.</summary>
    protected static Task EpochAsync(RunningHub hub, Func<OfferedCheckpoint, bool> such) => Until.TrueAsync(
        () => hub.Services.EpochLog().Offered is { } offered && such(offered),
        () => $"{hub.Services.EpochLog().Offered?.Size}, {hub.Services.GetRequiredService<Sequencer>().Failure}");

    /// <summary>Copies the data of a hub that is stopped.</summary>
    protected void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Something new for the next epoch: a new version of the national list.</summary>
    protected async Task NewsAsync(RunningHub hub)
    {
        Operators.Repository.Publish();
        var version = Operators.Repository.TargetsVersion;
        await hub.SubmitAsync(Operators.Shanghai, Operators.Metadata("targets", version, $"news-{++_news}-{version}"));
    }
}

/// <summary>The rooms of the log in a running hub.</summary>
public static class LogRooms
{
    public static EpochLog EpochLog(this IServiceProvider services) => services.GetRequiredService<EpochLog>();

    public static ILogStore LogStore(this IServiceProvider services) => services.GetRequiredService<ILogStore>();

    public static LoggedBatches GetBatches(this IServiceProvider services) => services.GetRequiredService<LoggedBatches>();

    /// <summary>True when the newest checkpoint's epoch binds the newest snapshot of all that was admitted, and no batch waits.</summary>
    public static bool EverythingIsLogged(this RunningHub hub) =>
        hub.Services.EpochLog().Offered is { } offered && hub.Store.NewestSnapshot() is { } snapshot
        && snapshot.LogIndex >= hub.Log.State.MetadataIndex && offered.Snapshot.Span.SequenceEqual(snapshot.Bytes)
        && hub.Services.LogStore().WaitingBatches(1).IsEmpty
        && hub.Services.LogStore().WaitingTransfers(offered.Epoch.Time, 1).IsEmpty;

    /// <summary>What <see cref="EverythingIsLogged"/> waits for.</summary>
    public static string Unlogged(this RunningHub hub)
    {
        var (offered, snapshot) = (hub.Services.EpochLog().Offered, hub.Store.NewestSnapshot());
        return $"checkpoint {offered?.Size}, witnessed {hub.Services.EpochLog().WitnessedSize}, snapshot {snapshot?.LogIndex} of {hub.Log.State.MetadataIndex}, "
            + $"in the epoch {snapshot is not null && offered?.Snapshot.Span.SequenceEqual(snapshot.Bytes) == true}, batches {hub.Services.LogStore().WaitingBatches(10).Length}, "
            + $"refusal {hub.Services.EpochLog().Refusal}, sequencer {hub.Services.GetRequiredService<Sequencer>().Failure}, publisher {hub.Publisher.Failure}";
    }

    public static IWitnessedEpochs Witnessed(this IServiceProvider services) => services.GetRequiredService<IWitnessedEpochs>();
}
