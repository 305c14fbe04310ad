namespace TrustHub.Transparency;

/// <inheritdoc cref="IWitnessedEpochs"/>
public sealed partial class WitnessedEpochs(ILogger<WitnessedEpochs> logger) : IWitnessedEpochs
{
    private volatile bool _isLogged;
    private WitnessedEpochRow? _newest;

    /// <inheritdoc/>
    public event Action<WitnessedEpochRow>? Witnessed;

    /// <inheritdoc/>
    public bool IsLogged => _isLogged;

    /// <inheritdoc/>
    public WitnessedEpochRow? Newest => Volatile.Read(ref _newest);

    /// <summary>Says whether a log is kept; the sequencer's to call.</summary>
    internal void Keep(bool logged) => _isLogged = logged;

    /// <summary>Makes a newer one known; the sequencer's to call, one at a time.</summary>
    internal void Show(WitnessedEpochRow row)
    {
        Volatile.Write(ref _newest, row);
        foreach (var handler in Witnessed?.GetInvocationList().Cast<Action<WitnessedEpochRow>>() ?? [])
        {
            try
            {
                handler(row);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                HandlerFailed(logger, row.Number, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "a listener of epoch {Number} failed: {Type}")]
    private static partial void HandlerFailed(ILogger logger, long number, string type);
}
