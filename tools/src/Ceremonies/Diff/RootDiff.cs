using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Diff;

/// <summary>Root in words: whose signatures count for each top-level role.</summary>
internal static class RootDiff
{
    private static readonly (string Role, Sentence Name)[] Names =
    [
        (RoleNames.Root, new("根操作员", "Root operators")),
        (RoleNames.Targets, new("目录操作员（注册表与策略）", "Targets operators (registry and policy)")),
        (RoleNames.Snapshot, new("中心快照密钥", "The hub's snapshot key")),
        (RoleNames.Timestamp, new("中心时间戳密钥", "The hub's timestamp key")),
    ];

    public static IEnumerable<Sentence> Of(RootRole? before, RootRole after)
    {
        var changes = Names.SelectMany(name => KeysDiff.Of(name.Name, before?.Roles[name.Role], before?.Keys, after.Roles[name.Role], after.Keys)).ToList();
        if (Demand(before) is var old && Demand(after) is var demanded && old != demanded)
            changes.Add(new($"root 与 targets 另须各算法的签名数：{old} → {demanded}", $"Signatures that root and targets need of each suite: {old} -> {demanded}"));
        return changes.Count > 0 ? changes : [new("密钥与门限不变，仅延长有效期。", "Keys and thresholds stay; only the validity is extended.")];
    }

    private static string Demand(RootRole? root) =>
        root is { Suites.IsEmpty: false } ? string.Join(", ", root.Suites.Select(suite => $"{suite.Key} {suite.Value}")) : "-";
}
