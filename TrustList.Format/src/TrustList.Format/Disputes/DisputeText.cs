using System.Collections.Frozen;

namespace TrustList.Format.Disputes;

/// <summary>The closed lists of disputes in words for people.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record DisputeText(string Zh, string En)
{
    private static readonly FrozenDictionary<DisputedFault, DisputeText> Faults = new Dictionary<DisputedFault, DisputeText>
    {
        [DisputedFault.TooSevere] = new("显示的状态比实际情况严重", "The status says more against the licence than is true"),
        [DisputedFault.TooMild] = new("显示的状态比实际情况轻", "The status says less against the licence than is true"),
        [DisputedFault.Outdated] = new("状态已经变化，显示的仍是旧状态", "The status has changed and the old one is shown"),
        [DisputedFault.Points] = new("累积记分或清分日期有误", "The points or the day they are cleared are wrong"),
        [DisputedFault.NotThisLicence] = new("该状态属于另一证件或另一人", "The status is that of another licence or person"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<DisputeFinding, DisputeText> Findings = new Dictionary<DisputeFinding, DisputeText>
    {
        [DisputeFinding.UpheldCorrected] = new("异议成立，状态已更正", "Upheld: the status was wrong and has been corrected"),
        [DisputeFinding.UpheldStale] = new("异议成立，所见状态已过时，现状态正确", "Upheld: what was seen was out of date; the status is right now"),
        [DisputeFinding.NotUpheld] = new("异议不成立，状态无误", "Not upheld: the status is right"),
        [DisputeFinding.NotOurs] = new("该位置没有本地区的证件", "No licence of this region stands at that place"),
    }.ToFrozenDictionary();

    /// <summary>The words for a claimed fault.</summary>
    public static DisputeText Of(DisputedFault fault) => Faults[fault];

    /// <summary>The words for a finding.</summary>
    public static DisputeText Of(DisputeFinding finding) => Findings[finding];
}
