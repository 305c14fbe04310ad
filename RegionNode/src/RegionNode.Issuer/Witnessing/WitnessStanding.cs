namespace RegionNode.Issuer.Witnessing;

/// <summary>How witnessing stands, for health and operators. One writer: the poller.</summary>
internal sealed class WitnessStanding
{
    private volatile WitnessDecision.Refuse? refusal;
    private volatile Tuple<DateTimeOffset, string>? unanswered;

    /// <summary>Why the newest offer was refused; null when it was cosigned.</summary>
    internal WitnessDecision.Refuse? Refusal => refusal;

    /// <summary>Since when the log does not answer, and what is known; null while it does.</summary>
    internal (DateTimeOffset Since, string Why)? Unanswered => unanswered is { } since ? (since.Item1, since.Item2) : null;

    /// <summary>True when this refusal is news.</summary>
    internal bool Refused(WitnessDecision.Refuse refused)
    {
        unanswered = null;
        var isNews = refusal?.Why != refused.Why;
        refusal = refused;
        return isNews;
    }

    internal void Cosigned() => (refusal, unanswered) = (null, null);

    internal void NoAnswer(DateTimeOffset now, string why) => unanswered ??= Tuple.Create(now, why);
}
