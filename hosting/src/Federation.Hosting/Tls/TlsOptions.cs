using Federation.Hosting.Options;

namespace Federation.Hosting.Tls;

/// <summary>What an operator sets for a change of the TLS key, section <c>Tls</c>.</summary>
public sealed class TlsOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Tls";

    /// <summary>
    /// How long the next key's pin stands in the published list before the key is used, and how long the old one stays there
    /// after, in real time: longer than the slowest peer needs to look at the list.
    /// </summary>
    [Setting("s", 0, 604_800)]
    public int OverlapSeconds { get; init; } = 3600;

    /// <summary>How long before a certificate's end health warns of it.</summary>
    [Setting("days", 1, 365)]
    public int WarnDays { get; init; } = 30;

    /// <inheritdoc/>
    public IEnumerable<string> Errors() => [];
}
