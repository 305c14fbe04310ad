using Federation.Hosting.Storage;
using TrustHub.Storage;

namespace TrustHub.Leading;

/// <summary>
/// Brings the public folder of an instance that does not lead up to what the leader shows, in the leader's order: so each
/// moment of this folder was a moment of that one, and every instance serves the same files.
/// </summary>
internal sealed partial class FileFollower(SharedFileTable table, DiskFileStore files, ILogger<FileFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private long _followed;
    private volatile string? _failure;

    /// <summary>What the newest look failed with; null when it succeeded.</summary>
    public string? Failure => _failure;

    /// <summary>Follows no more; on return nothing of this is under way.</summary>
    public Task EndAsync() => StopAsync(CancellationToken.None);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Follow(stoppingToken);
            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Follow(CancellationToken stopping)
    {
        try
        {
            foreach (var file in table.After(_followed).TakeWhile(_ => !stopping.IsCancellationRequested))
            {
                Take(file);
                _followed = file.Sequence;
            }
            _failure = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || StorageFault.Is(e))
        {
            if (_failure is null)
                NotFollowed(logger, e.GetType().Name);
            _failure = $"{e.GetType().Name}: the leader's files are not followed";
        }
    }

    private void Take(SharedFile file)
    {
        if (file.Bytes is null)
            files.RemoveFolder(file.Path);
        else if (PublicPaths.IsMutable(file.Path))
            files.Replace(file.Path, file.Bytes);
        else
            files.WriteImmutable(file.Path, file.Bytes);
    }

    [LoggerMessage(1, LogLevel.Error, "the leader's files are not followed: {Type}")]
    private static partial void NotFollowed(ILogger logger, string type);
}
