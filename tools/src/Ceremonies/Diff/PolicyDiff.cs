using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Diff;

/// <summary>The policy in words: agreements, algorithms, freshness, status rules, disclosure, the log.</summary>
internal static class PolicyDiff
{
    public static IEnumerable<Sentence> Of(PolicyDocument? before, PolicyDocument after)
    {
        foreach (var agreement in after.Agreements)
        {
            var old = before?.Agreements.FirstOrDefault(other => other.Id == agreement.Id);
            var until = agreement.EffectiveUntil is { } end ? $" – {Instants.Format(end)}" : "";
            if (old is null)
                yield return new($"新增互认协议 {agreement.Id}《{agreement.TitleZh}》，自 {Instants.Format(agreement.EffectiveFrom)}{until}。", $"Agreement {agreement.Id} \"{agreement.TitleEn}\" is new: {string.Join(",", agreement.Issuers)} by {string.Join(",", agreement.Acceptors)}, from {Instants.Format(agreement.EffectiveFrom)}{until}.");
            else if (old.EffectiveUntil != agreement.EffectiveUntil || old.History.Length != agreement.History.Length)
                yield return new($"互认协议 {agreement.Id}《{agreement.TitleZh}》的期限或状态有变。", $"Agreement {agreement.Id} \"{agreement.TitleEn}\" changes its end or standing.");
        }

        foreach (var decision in after.NoticeDecisions.Skip(before?.NoticeDecisions.Length ?? 0))
            yield return new(
                $"紧急通告 {decision.Id} 自 {Instants.Format(decision.At)} 起{(decision.Decision == NoticeOutcome.Lifted ? "解除" : "确认，不再自动失效")}：{decision.Reason.Zh}",
                $"Emergency notice {decision.Id} is {(decision.Decision == NoticeOutcome.Lifted ? "lifted" : "ratified and lapses no more")} from {Instants.Format(decision.At)}: {decision.Reason.En}");
        foreach (var change in LogDiff.Of(before?.Log, after.Log)) yield return change;
        if (before is null) yield break;
        foreach (var gone in before.Algorithms.Except(after.Algorithms)) yield return new($"不再允许算法 {gone}。", $"Algorithm {gone} is allowed no more.");
        foreach (var added in after.Algorithms.Except(before.Algorithms)) yield return new($"允许算法 {added}。", $"Algorithm {added} is allowed from now on.");
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            if (before.Freshness[purpose] != after.Freshness[purpose])
                yield return new($"用途 {purpose}：状态时效改为 {Words(after.Freshness[purpose])}。", $"{purpose}: how old a status may be becomes {Words(after.Freshness[purpose])} (was {Words(before.Freshness[purpose])}).");
            foreach (var (value, decision) in after.StatusRules[purpose].Where(rule => before.StatusRules[purpose].GetValueOrDefault(rule.Key) != rule.Value))
                yield return new($"用途 {purpose}：状态 {value} 的处理改为 {decision}。", $"{purpose}: status {value} means {decision} now (was {before.StatusRules[purpose].GetValueOrDefault(value)}).");
            if (before.WhenLiveUnavailable[purpose] != after.WhenLiveUnavailable[purpose])
                yield return new($"用途 {purpose}：无实时答复时改为 {after.WhenLiveUnavailable[purpose]}。", $"{purpose}: without a live answer it is {after.WhenLiveUnavailable[purpose]} now.");
            foreach (var element in after.Disclosure[purpose].Except(before.Disclosure[purpose])) yield return new($"用途 {purpose}：可传递 {element}。", $"{purpose}: {element} may be passed on.");
            foreach (var element in before.Disclosure[purpose].Except(after.Disclosure[purpose])) yield return new($"用途 {purpose}：不再传递 {element}。", $"{purpose}: {element} is withheld.");
        }

        if (!before.HubPins.SequenceEqual(after.HubPins)) yield return new("中心的 TLS 公钥指纹有变。", "The hub's TLS pins change.");
    }

    private static string Words(FreshnessTier tier) => $"{tier.Fresh:c} / {tier.Warn:c} / {tier.Refuse:c}";
}
