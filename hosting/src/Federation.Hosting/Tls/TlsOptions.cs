using Federation.Hosting.Options;

namespace Federation.Hosting.Tls;

/// <summary>What an operator sets for a change of the TLS key, section <c>Tls</c>.</summary>
public sealed class TlsOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Tls";

    /// <summary>
    /// How long the next key's pin stands in the published list before the key is used, and how long the old one stays there
    /// after, in seconds of real time, 0 to 604,800: longer than the slowest peer needs to look at the list.
    /// </summary>
    public int OverlapSeconds { get; init; } = 3600;

    /// <summary>From how many days before a certificate's end health warns of it, 1 to 365.</summary>
    public int WarnDays { get; init; } = 30;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (OverlapSeconds is < 0 or > 604_800) yield return "OverlapSeconds: must be 0 to 604800";
        if (WarnDays is < 1 or > 365) yield return "WarnDays: must be 1 to 365";
    }
}
