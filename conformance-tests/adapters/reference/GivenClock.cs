namespace Federation.ReferenceAdapter;

/// <summary>The instant of the question in place of the machine's; timers run as ever.</summary>
internal sealed class GivenClock : TimeProvider
{
    /// <summary>Now.</summary>
    public DateTimeOffset Now { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
