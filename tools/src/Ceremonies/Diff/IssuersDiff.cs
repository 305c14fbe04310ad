using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Diff;

/// <summary>A region's issuers in words: keys that join, and steps in the life of those that are there.</summary>
internal static class IssuersDiff
{
    public static IEnumerable<Sentence> Of(IssuersDocument? before, IssuersDocument after) =>
        after.Certificates.SelectMany(record => Record(before?.Find(record.Thumbprint), record, Kind(record.Role), record.Thumbprint, record.DistrustAfter)
                .Concat(Disowned(before?.Find(record.Thumbprint), record)))
            .Concat(after.StatusKeys.SelectMany(key => Record(before?.FindStatusKey(key.KeyId), key, new("状态密钥", "status key"), key.KeyId, null)));

    private static IEnumerable<Sentence> Record(IKeyRecord? before, IKeyRecord after, Sentence kind, string name, DateTimeOffset? distrustAfter)
    {
        name = name[..Math.Min(12, name.Length)];
        if (before is null)
            yield return new(
                $"新增{kind.Zh} {name}：{Instants.Format(after.SignFrom)} 起可签，{Instants.Format(after.SignUntil)} 止；验证至 {Instants.Format(after.VerifyUntil)}。",
                $"New {kind.En} {name}: signs from {Instants.Format(after.SignFrom)} to {Instants.Format(after.SignUntil)}, verifies until {Instants.Format(after.VerifyUntil)}.");
        else if (before.SignFrom != after.SignFrom || before.SignUntil != after.SignUntil || before.VerifyUntil != after.VerifyUntil)
            yield return new($"{kind.Zh} {name} 的使用期限缩短。", $"The dates of {kind.En} {name} are narrowed: signs until {Instants.Format(after.SignUntil)}, verifies until {Instants.Format(after.VerifyUntil)}.");
        foreach (var step in after.History.Skip(before?.History.Length ?? 1))
        {
            var since = step.State == KeyState.Compromised && distrustAfter is { } distrust ? $" (distrusted after {Instants.Format(distrust)})" : "";
            yield return new($"{kind.Zh} {name} 自 {Instants.Format(step.Since)} 起{Words(step.State)}{since}：{step.Reason}", $"{char.ToUpperInvariant(kind.En[0])}{kind.En[1..]} {name} is {step.State} from {Instants.Format(step.Since)}{since}: {step.Reason}");
        }
    }

    private static IEnumerable<Sentence> Disowned(IssuerCertificate? before, IssuerCertificate after)
    {
        var name = after.Thumbprint[..12];
        foreach (var leaf in after.Disowned.Skip(before?.Disowned.Length ?? 0).Select(leaf => LowerHex.Of(leaf.Span)))
            yield return new(
                $"签发证书 {name}：本地区否认签发日志中的条目 {leaf}，以其为证明的证件一律拒绝，不可撤回。",
                $"Document signer {name}: the region disowns leaf {leaf} of the issuance log; the licence that it proves is refused, for good.");
    }

    private static Sentence Kind(CertificateRole role) => role == CertificateRole.Iaca ? new("根证书", "root certificate") : new("签发证书", "document signer");

    private static string Words(KeyState state) => state switch
    {
        KeyState.Pending => "待启用",
        KeyState.Active => "启用",
        KeyState.Retiring => "停止签发、仍可验证",
        KeyState.Retired => "停用",
        _ => "视为已泄露",
    };
}
