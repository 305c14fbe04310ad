using Federation.Ceremonies.Proposals;
using TrustList.Format.Log;

namespace Federation.Ceremonies.Diff;

/// <summary>Policy's log in words: which one, who must cosign it.</summary>
internal static class LogDiff
{
    public static IEnumerable<Sentence> Of(LogPolicy? before, LogPolicy? after)
    {
        if (after is null)
        {
            if (before is not null) yield return new($"不再要求透明日志 {before.Origin}。", $"The log {before.Origin} is demanded no more: what the hub shows need not be witnessed.");
            yield break;
        }

        if (before?.Origin != after.Origin) yield return new($"要求透明日志 {after.Origin}。", $"From now on nothing counts that the log {after.Origin} does not show.");
        if (before?.Key.Equals(after.Key) != true) yield return new($"日志密钥为 {KeyLabel.Of(after.Key)}。", $"The log's key is {KeyLabel.Of(after.Key)}.");
        foreach (var gone in (before?.Witnesses ?? []).Except(after.Witnesses)) yield return new($"移除见证方 {Name(gone)}。", $"Witness {Name(gone)} counts no more.");
        foreach (var added in after.Witnesses.Except(before?.Witnesses ?? [])) yield return new($"加入见证方 {Name(added)}。", $"Witness {Name(added)} counts from now on.");
        if (before?.Quorum != after.Quorum || before.Witnesses.Length != after.Witnesses.Length)
            yield return new($"{after.Witnesses.Length} 个见证方中须 {after.Quorum} 个共同签名。", $"{after.Quorum} of {after.Witnesses.Length} witnesses must cosign.");
    }

    private static string Name(Witness witness) => $"{witness.Region} {KeyLabel.Of(witness.Key)}";
}
