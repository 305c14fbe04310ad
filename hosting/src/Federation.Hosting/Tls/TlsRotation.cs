using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Tls;

/// <summary>
/// Changes a TLS key in the only order that loses no request: the next key's pin is published; the list has shown it for the overlap;
/// new connections use the key; the old pin stays published for the overlap; it goes. Time is measured, not read from a clock, so that
/// a clock that jumps shortens nothing; a restart begins the wait anew.
/// </summary>
public sealed partial class TlsRotation(TlsKey key, IPublishedPins published, TlsOptions options, TimeProvider time, ILogger<TlsRotation> logger) : BackgroundService
{
    /// <summary>The pause between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _overlap = TimeSpan.FromSeconds(options.OverlapSeconds);
    private (string Pin, long Since)? _shown;
    private (string Pin, long Since)? _old;
    private string? _said;

    /// <summary>What is being waited for; null: nothing.</summary>
    public string? Waits { get; private set; }

    /// <summary>Takes the steps that are due.</summary>
    public void Step()
    {
        key.Look();
        Say(key.Refused);
        var changed = DropOld();
        if (key.Next is not { } next)
            (_shown, Waits) = (null, key.Old is null ? null : "the old pin is still published");
        else if (key.Old is not null)
            (_shown, Waits) = (null, "the key before has to be forgotten first");
        else if (IsShown(next.Pin) && !changed)
        {
            key.Switch();
            (_shown, Waits) = (null, null);
            Switched(logger, next.Pin);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Step();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Failed(logger, e); // Every step can be taken again from any point.
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsShown(string pin)
    {
        if (pin == key.Now.Pin)
            return true; // The same key in another certificate: nobody has to learn anything.
        if (!published.Lists(pin))
        {
            (_shown, Waits) = (null, "the next pin is not in the published list yet");
            return false;
        }
        if (_shown?.Pin != pin)
            _shown = (pin, time.GetTimestamp());
        Waits = "peers have time to learn the next pin";
        return time.GetElapsedTime(_shown.Value.Since) >= _overlap;
    }

    private bool DropOld()
    {
        if (key.Old is not { } old)
        {
            _old = null;
            return false;
        }
        if (_old?.Pin != old)
            _old = (old, time.GetTimestamp());
        if (time.GetElapsedTime(_old.Value.Since) < _overlap)
            return false;
        key.DropOld();
        Dropped(logger, old);
        return true;
    }

    private void Say(string? refused)
    {
        if (refused is not null && refused != _said)
            Refused(logger, refused);
        _said = refused;
    }

    [LoggerMessage(1, LogLevel.Information, "new connections use the TLS key {Pin}")]
    private static partial void Switched(ILogger logger, string pin);

    [LoggerMessage(2, LogLevel.Information, "the old TLS pin {Pin} is published no more")]
    private static partial void Dropped(ILogger logger, string pin);

    [LoggerMessage(3, LogLevel.Warning, "{Reason}; the present TLS key stays")]
    private static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Error, "cannot change the TLS key")]
    private static partial void Failed(ILogger logger, Exception cause);
}
