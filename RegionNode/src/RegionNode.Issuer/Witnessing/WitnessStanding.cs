namespace RegionNode.Issuer.Witnessing;

/// <summary>How witnessing stands, for health and operators. One writer: the poller.</summary>
internal sealed class WitnessStanding
{
    private volatile WitnessDecision.Refuse? refusal;
    private volatile Tuple<DateTimeOffset, string>? trouble;

    /// <summary>Why the newest offer was refused; null when it was cosigned.</summary>
    internal WitnessDecision.Refuse? Refusal => refusal;

    /// <summary>Since when the log does not answer, or takes no cosignature of ours; null while it does both.</summary>
    internal (DateTimeOffset Since, string Why)? Since => trouble is { } since ? (since.Item1, since.Item2) : null;

    /// <summary>True when this refusal is news.</summary>
    internal bool Refused(WitnessDecision.Refuse refused)
    {
        trouble = null;
        var isNews = refusal?.Why != refused.Why;
        refusal = refused;
        return isNews;
    }

    internal void Cosigned() => (refusal, trouble) = (null, null);

    internal void Trouble(DateTimeOffset now, string why) => trouble = Tuple.Create(trouble?.Item1 ?? now, why);
}
