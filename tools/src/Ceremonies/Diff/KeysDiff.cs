using System.Collections.Immutable;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Diff;

/// <summary>Who may sign a role, before and after.</summary>
internal static class KeysDiff
{
    public static IEnumerable<Sentence> Of(Sentence role, RoleKeys? before, IReadOnlyDictionary<string, MetadataKey>? oldKeys, RoleKeys after, IReadOnlyDictionary<string, MetadataKey> newKeys)
    {
        var (old, next) = (before is null ? [] : Material(before, oldKeys!), Material(after, newKeys));
        foreach (var key in old.Except(next)) yield return new($"{role.Zh}：移除密钥 {Name(key)}。", $"{role.En}: key {Name(key)} may sign no more.");
        foreach (var key in next.Except(old)) yield return new($"{role.Zh}：加入密钥 {Name(key)}。", $"{role.En}: key {Name(key)} may sign from now on.");
        if (before is null || before.Threshold != after.Threshold || old.Length != next.Length)
            yield return new(
                $"{role.Zh}：{(before is null ? "" : $"由 {old.Length} 人中 {before.Threshold} 人签署改为")} {next.Length} 人中 {after.Threshold} 人签署。",
                $"{role.En}: {after.Threshold} of {next.Length} must sign{(before is null ? "" : $" (was {before.Threshold} of {old.Length})")}.");
    }

    private static ImmutableArray<(string Id, PublicKey? Key)> Material(RoleKeys role, IReadOnlyDictionary<string, MetadataKey> keys) =>
        [.. role.KeyIds.Select(id => keys.GetValueOrDefault(id)?.Key is { } key ? ("", key) : (id, (PublicKey?)null))];

    private static string Name((string Id, PublicKey? Key) key) => key.Key is { } known ? KeyLabel.Of(known) : $"{key.Id[..Math.Min(12, key.Id.Length)]} (?)";
}
