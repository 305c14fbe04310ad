using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Diff;

/// <summary>A region's relying parties in words: those that join, what changes of them, and each new standing.</summary>
internal static class PartiesDiff
{
    public static IEnumerable<Sentence> Of(PartiesDocument? before, PartiesDocument after)
    {
        var known = (before?.Parties ?? []).ToDictionary(party => party.Id, StringComparer.Ordinal);
        return after.Parties.SelectMany(party => Of(known.GetValueOrDefault(party.Id), party));
    }

    private static IEnumerable<Sentence> Of(Party? before, Party after)
    {
        var purposes = string.Join(", ", after.Purposes).ToLowerInvariant();
        if (before is null)
            yield return new(
                $"新增依赖方 {after.Id}（{after.NameZh}）：用途 {purposes}；每秒 {after.PerSecond} 次、每日 {after.PerDay} 次；{Instants.Format(after.From)} 至 {Instants.Format(after.Until)}。",
                $"New relying party {after.Id} ({after.NameEn}): for {purposes}; {after.PerSecond} questions a second, {after.PerDay} a day; {Instants.Format(after.From)} to {Instants.Format(after.Until)}.");
        else
        {
            if (!before.Purposes.SequenceEqual(after.Purposes))
                yield return new($"依赖方 {after.Id} 的用途改为 {purposes}。", $"Relying party {after.Id} may ask for {purposes} now.");
            if ((before.PerSecond, before.PerDay) != (after.PerSecond, after.PerDay))
                yield return new($"依赖方 {after.Id} 的限额改为每秒 {after.PerSecond} 次、每日 {after.PerDay} 次。", $"Relying party {after.Id} may ask {after.PerSecond} times a second and {after.PerDay} times a day now.");
            if ((before.From, before.Until) != (after.From, after.Until))
                yield return new($"依赖方 {after.Id} 的期限改为 {Instants.Format(after.From)} 至 {Instants.Format(after.Until)}。", $"Relying party {after.Id} may ask from {Instants.Format(after.From)} to {Instants.Format(after.Until)} now.");
            if (!Keys(before).SetEquals(Keys(after)))
                yield return new($"依赖方 {after.Id} 的密钥有变更，详见逐项清单。", $"The keys of relying party {after.Id} change; see the list value by value.");
            if ((before.NameZh, before.NameEn) != (after.NameZh, after.NameEn))
                yield return new($"依赖方 {after.Id} 的名称改为 {after.NameZh}。", $"Relying party {after.Id} is called {after.NameEn} now.");
        }
        foreach (var step in after.History.Skip(before?.History.Length ?? 1))
            yield return new($"依赖方 {after.Id} 自 {Instants.Format(step.Since)} 起{Words(step.State)}：{step.Reason}", $"Relying party {after.Id} is {step.State.ToString().ToLowerInvariant()} from {Instants.Format(step.Since)}: {step.Reason}");
    }

    private static HashSet<string> Keys(Party party) => [.. party.TlsPins, .. party.AssertionKeys.Select(key => Convert.ToBase64String(key.Span))];

    private static string Words(PartyState state) => state switch
    {
        PartyState.Active => "启用",
        PartyState.Suspended => "暂停",
        _ => "终止",
    };
}
