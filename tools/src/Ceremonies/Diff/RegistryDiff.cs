using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Diff;

/// <summary>The registry in words: who joins, whose standing changes, what a region may do.</summary>
internal static class RegistryDiff
{
    public static IEnumerable<Sentence> Of(RegistryDocument? before, RegistryDocument after) =>
        after.Regions.SelectMany(region => before?.Find(region.Code) is { } old ? Changed(old, region) : Admitted(region));

    private static IEnumerable<Sentence> Admitted(RegionRecord region) =>
    [
        new(
            $"接纳地区 {region.Code} {region.NameZh}（{region.Iso3166}），管辖 {Territory(region, "除")}；根证书 {Short(region.IacaThumbprints)}；自 {Instants.Format(region.Since)} 起。",
            $"Region {region.Code} {region.NameEn} ({region.Iso3166}) is admitted, for offices {Territory(region, "less")}; root certificate {Short(region.IacaThumbprints)}; from {Instants.Format(region.Since)}."),
    ];

    private static IEnumerable<Sentence> Changed(RegionRecord before, RegionRecord after)
    {
        var (zh, en) = ($"地区 {after.Code} {after.NameZh}", $"Region {after.Code} {after.NameEn}");
        foreach (var step in after.History.Skip(before.History.Length))
            yield return new($"{zh} 自 {Instants.Format(step.Since)} 起{Words(step.State).Zh}：{step.Reason}", $"{en} {Words(step.State).En} from {Instants.Format(step.Since)}: {step.Reason}");
        if (before.NameZh != after.NameZh || before.NameEn != after.NameEn) yield return new($"{zh} 原名 {before.NameZh}。", $"{en} was called {before.NameEn}.");
        if (before.Iso3166 != after.Iso3166) yield return new($"{zh} 的 ISO 3166-2 代码由 {before.Iso3166} 改为 {after.Iso3166}。", $"{en}: ISO 3166-2 code {before.Iso3166} becomes {after.Iso3166}.");
        foreach (var gone in before.IacaThumbprints.Except(after.IacaThumbprints)) yield return new($"{zh} 的根证书 {gone[..12]} 不再采信。", $"{en}: root certificate {gone[..12]} counts no more.");
        foreach (var added in after.IacaThumbprints.Except(before.IacaThumbprints)) yield return new($"{zh} 新增根证书 {added[..12]}。", $"{en}: root certificate {added[..12]} counts from now on.");
        if (Territory(before, "-") != Territory(after, "-")) yield return new($"{zh} 的管辖改为 {Territory(after, "除")}。", $"{en} answers for offices {Territory(after, "less")} now (was {Territory(before, "less")}).");
        if (!before.DocTypes.SequenceEqual(after.DocTypes)) yield return new($"{zh} 可签发的证件类型改为 {string.Join("、", after.DocTypes)}。", $"{en} may issue {string.Join(", ", after.DocTypes)} now.");
        if (before.SigningKeyDays != after.SigningKeyDays) yield return new($"{zh} 签发密钥最长使用 {after.SigningKeyDays} 天（原 {before.SigningKeyDays} 天）。", $"{en}: a signing key may sign for {after.SigningKeyDays} days (was {before.SigningKeyDays}).");
    }

    private static Sentence Words(RegionState state) => state switch
    {
        RegionState.Active => new("恢复有效", "counts again"),
        RegionState.Suspended => new("暂停，其执照一律不被承认", "is suspended: nothing of it counts"),
        _ => new("永久退出", "leaves for good"),
    };

    private static string Territory(RegionRecord region, string less) =>
        string.Join(",", region.Territory.Prefixes) + (region.Territory.Except.IsEmpty ? "" : $" {less} {string.Join(",", region.Territory.Except)}");

    private static string Short(IEnumerable<string> thumbprints) => string.Join(", ", thumbprints.Select(thumbprint => thumbprint[..12]));
}
