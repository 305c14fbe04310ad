using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Diff;

/// <summary>Targets, or a delegated role, in words: its documents, and whose signatures count for each delegation.</summary>
internal static class TargetsDiff
{
    public static IEnumerable<Sentence> Of(Proposal proposal, TargetsRole? before, TargetsRole after)
    {
        var changes = Documents(proposal).Concat(Delegations(before?.Delegations, after.Delegations)).ToList();
        return changes.Count > 0 ? changes : [new("内容不变，仅延长有效期。", "The content stays; only the validity is extended.")];
    }

    private static IEnumerable<Sentence> Documents(Proposal proposal)
    {
        foreach (var (path, after) in proposal.Proposed.Files)
        {
            var before = proposal.Present?.Find(path);
            if (before is { } same && same.Span.SequenceEqual(after.Span)) continue;
            var sentences = path switch
            {
                RegistryDocument.Path => RegistryDiff.Of(before is { } old ? RegistryDocument.Read(old.Span).Value : null, RegistryDocument.Read(after.Span).Value),
                PolicyDocument.Path => PolicyDiff.Of(before is { } old ? PolicyDocument.Read(old.Span).Value : null, PolicyDocument.Read(after.Span).Value),
                NoticesDocument.Path => NoticesDiff.Of(before is { } old ? NoticesDocument.Read(old.Span).Value : NoticesDocument.Empty, NoticesDocument.Read(after.Span).Value),
                _ when path.EndsWith("/issuers.json", StringComparison.Ordinal) => IssuersDiff.Of(before is { } old ? IssuersDocument.Read(old.Span).Value : null, IssuersDocument.Read(after.Span).Value),
                _ when path.EndsWith("/parties.json", StringComparison.Ordinal) => PartiesDiff.Of(before is { } old ? PartiesDocument.Read(old.Span).Value : null, PartiesDocument.Read(after.Span).Value),
                _ => [],
            };
            foreach (var sentence in sentences.DefaultIfEmpty(new($"文件 {path} 有变更，详见逐项清单。", $"{path} changes; see the list value by value."))) yield return sentence;
        }
    }

    private static IEnumerable<Sentence> Delegations(Delegations? before, Delegations? after)
    {
        foreach (var role in after?.Roles ?? [])
        {
            var old = before?.Find(role.Name);
            foreach (var sentence in KeysDiff.Of(Name(role.Name), old?.Keys, before?.Keys, role.Keys, after!.Keys)) yield return sentence;
            if (old is not null && (!old.Paths.SequenceEqual(role.Paths) || old.Terminating != role.Terminating))
                yield return new($"{role.Name}：授权路径改为 {string.Join("、", role.Paths)}。", $"{role.Name}: speaks for {string.Join(", ", role.Paths)} now.");
        }

        foreach (var gone in before?.Roles.Where(role => after?.Find(role.Name) is null) ?? [])
            yield return new($"取消对 {gone.Name} 的授权，其文件不再被采信。", $"{gone.Name} is delegated to no more; its files no longer count.");
    }

    private static Sentence Name(string role) => role switch
    {
        RoleNames.Emergency => new("值班员（紧急通告）", "Duty officers (emergency notices)"),
        _ when role.StartsWith("region-", StringComparison.Ordinal) => new($"地区 {role["region-".Length..]} 操作员", $"Operators of region {role["region-".Length..]}"),
        _ when role.StartsWith("node-", StringComparison.Ordinal) => new($"地区 {role["node-".Length..]} 节点", $"The node of region {role["node-".Length..]}"),
        _ => new(role, role),
    };
}
