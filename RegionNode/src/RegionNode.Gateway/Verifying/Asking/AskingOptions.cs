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
    public Dictionary<string, TimeSpan> Patience { get; set; } = [];

    /// <summary>Questions to one region under way at once, 1 to 10,000.</summary>
    public int Places { get; set; } = 64;

    /// <summary>Questions to one region that wait for a place, 0 to 100,000; one more is answered <see cref="Degraded.Bulkhead"/> at once.</summary>
    public int Queue { get; set; } = 256;

    /// <summary>Of one party's questions to one region so many are under way or wait at most, 1 to 10,000: beyond it <see cref="Degraded.Bulkhead"/> at once.</summary>
    public int PartyPlaces { get; set; } = 48;

    /// <summary>After this time without an answer the region's next endpoint is asked too, 10 to 10,000.</summary>
    public int HedgeMilliseconds { get; set; } = 400;

    /// <summary>The pause before an endpoint that could not be reached is tried again, about, 1 to 10,000.</summary>
    public int RetryMilliseconds { get; set; } = 100;

    /// <summary>A region is not asked any more once half of at least so many questions in ten seconds failed, 2 to 100,000.</summary>
    public int BreakerQuestions { get; set; } = 10;

    /// <summary>Seconds until one question may find out whether it works again, 1 to 3,600.</summary>
    public int BreakerSeconds { get; set; } = 5;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        foreach (var error in LivePatience.Errors(Patience)) yield return error;
        if (Places is < 1 or > 10_000) yield return "Places: must be 1 to 10000";
        if (Queue is < 0 or > 100_000) yield return "Queue: must be 0 to 100000";
        if (PartyPlaces is < 1 or > 10_000) yield return "PartyPlaces: must be 1 to 10000";
        if (HedgeMilliseconds is < 10 or > 10_000) yield return "HedgeMilliseconds: must be 10 to 10000";
        if (RetryMilliseconds is < 1 or > 10_000) yield return "RetryMilliseconds: must be 1 to 10000";
        if (BreakerQuestions is < 2 or > 100_000) yield return "BreakerQuestions: must be 2 to 100000";
        if (BreakerSeconds is < 1 or > 3_600) yield return "BreakerSeconds: must be 1 to 3600";
    }
}
