using Federation.Hosting.Options;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>How patiently and how often home regions are asked, section <c>Asking</c>. The defaults suit a nation's traffic.</summary>
internal sealed class AskingOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Asking";

    /// <summary>
    /// How long an answer is waited for, by the name of the purpose: half a second to half a minute, at the roadside at most 1.8 s. What
    /// is not named is waited for 1.8 s at the roadside, 5 s for insurance and employment, else 3 s.
    /// </summary>
    [Setting("hours:minutes:seconds")]
    public Dictionary<string, TimeSpan> Patience { get; set; } = [];

    /// <summary>Questions to one region under way at once.</summary>
    [Setting("questions", 1, 10_000)]
    public int Places { get; set; } = 64;

    /// <summary>Questions to one region that wait for a place; one more is answered <see cref="Degraded.Bulkhead"/> at once.</summary>
    [Setting("questions", 0, 100_000)]
    public int Queue { get; set; } = 256;

    /// <summary>Of one party's questions to one region so many are under way or wait at most: beyond it <see cref="Degraded.Bulkhead"/> at once.</summary>
    [Setting("questions", 1, 10_000)]
    public int PartyPlaces { get; set; } = 48;

    /// <summary>After this time without an answer the region's next endpoint is asked too.</summary>
    [Setting("ms", 10, 10_000)]
    public int HedgeMilliseconds { get; set; } = 400;

    /// <summary>The pause before an endpoint that could not be reached is tried again, about.</summary>
    [Setting("ms", 1, 10_000)]
    public int RetryMilliseconds { get; set; } = 100;

    /// <summary>A region is not asked any more once half of at least so many questions in ten seconds failed.</summary>
    [Setting("questions", 2, 100_000)]
    public int BreakerQuestions { get; set; } = 10;

    /// <summary>The time until one question may find out whether it works again.</summary>
    [Setting("s", 1, 3_600)]
    public int BreakerSeconds { get; set; } = 5;

    /// <inheritdoc/>
    public IEnumerable<string> Errors() => LivePatience.Errors(Patience);
}
