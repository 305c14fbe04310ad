namespace TrustList.Format.Registry;

/// <summary>How old a status may be for one purpose (SPEC.md §5.2): 0 &lt; fresh &lt;= warn &lt;= refuse, whole seconds.</summary>
/// <param name="Fresh">Up to this age nothing better is needed.</param>
/// <param name="Warn">Beyond this age a verdict carries a warning.</param>
/// <param name="Refuse">Beyond this age the status decides nothing.</param>
public sealed record FreshnessTier(TimeSpan Fresh, TimeSpan Warn, TimeSpan Refuse)
{
    /// <summary>The grade of a status of this age. A negative age counts as none.</summary>
    public Freshness Grade(TimeSpan age) =>
        age <= Fresh ? Freshness.Fresh : age <= Warn ? Freshness.Aged : age <= Refuse ? Freshness.Stale : Freshness.TooOld;
}

/// <summary>How a status of some age may be used for a purpose.</summary>
public enum Freshness
{
    /// <summary>As good as new.</summary>
    Fresh,

    /// <summary>Good; a live question would be better.</summary>
    Aged,

    /// <summary>Good with a warning.</summary>
    Stale,

    /// <summary>Decides nothing.</summary>
    TooOld,
}
