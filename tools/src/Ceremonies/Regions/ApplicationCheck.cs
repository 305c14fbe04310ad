using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Regions;

/// <summary>What is still wrong with an application, beside the list in force: the rules that hub and clients will hold the registry to.</summary>
public static class ApplicationCheck
{
    /// <summary>Every finding; none where the region may be admitted as it asks.</summary>
    public static IEnumerable<Sentence> Run(RegionApplication application, PresentList present, DateTimeOffset now)
    {
        if (!application.IsComplete)
            yield return new($"申请只有 {application.Signers.Length} 名操作员签署，需要 {application.Operators.Threshold} 名。", $"Only {application.Signers.Length} of the {application.Operators.Threshold} operators that it demands have signed the application.");
        if (application.Operators.Threshold < 2)
            yield return new("操作员门限应至少为 2：一人不应能代表一个地区。", "The operators' threshold must be 2 at least: no single person speaks for a region.");
        if (present.Registry.Find(application.Code) is not null)
            yield return new($"地区 {application.Code} 已在注册表中。", $"Region {application.Code} is in the registry already.");
        if (application.Iaca.IsEmpty)
            yield return new("没有根证书（--iaca）。", "There is no root certificate to pin (--iaca).");
        foreach (var finding in application.Iaca.SelectMany(der => Root(der, application, now))) yield return finding;
        foreach (var key in application.Operators.Keys.Where(key => IsUsed(present, key)))
            yield return new($"密钥 {KeyLabel.Of(key)} 已用于其他角色；请使用新密钥。", $"Key {KeyLabel.Of(key)} signs another role already; a region's operators have keys of their own.");
        foreach (var key in application.Operators.Keys.Where(key => key.Algorithm == TrustList.Format.Signing.SignatureAlgorithm.Ed25519))
            yield return new($"密钥 {KeyLabel.Of(key)} 的算法不用于操作员。", $"Key {KeyLabel.Of(key)}: operators do not sign with this algorithm.");
        // Alone first, so that a fault of its own is not hidden by one beside others.
        var record = application.ToRecord("application", now);
        var alone = new RegistryDocument { Regions = [record] }.Check();
        if (alone is not null) yield return Rule(alone);
        else if (present.Registry.Find(application.Code) is null
            && new RegistryDocument { Regions = [.. present.Registry.Regions.Append(record).OrderBy(region => region.Code, StringComparer.Ordinal)] }.Check() is { } beside)
            yield return Rule(beside);
    }

    private static IReadOnlyList<Sentence> Root(ReadOnlyMemory<byte> der, RegionApplication application, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            return [.. Root(certificate, Convert.ToHexStringLower(SHA256.HashData(der.Span))[..12], application, now)];
        }
        catch (CryptographicException)
        {
            return [new("根证书无法读取。", "A root certificate cannot be read.")];
        }
    }

    private static IEnumerable<Sentence> Root(X509Certificate2 certificate, string name, RegionApplication application, DateTimeOffset now)
    {
        if (certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime || certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
            yield return new($"根证书 {name} 现在不在有效期内。", $"Root certificate {name} is not valid now.");
        var subject = certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).Where(part => !part.HasMultipleElements)
            .ToLookup(part => part.GetSingleElementType().Value, part => part.GetSingleElementValue());
        if (!subject["2.5.4.6"].SequenceEqual(["CN"]))
            yield return new($"根证书 {name} 的国家不是 CN。", $"Root certificate {name}: its country is not CN.");
        if (subject["2.5.4.8"].FirstOrDefault() is { } state && state != application.Iso3166)
            yield return new($"根证书 {name} 的省份 {state} 与申请的 {application.Iso3166} 不同。", $"Root certificate {name}: its state {state} is not {application.Iso3166}.");
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
            yield return new($"根证书 {name} 不是 CA 证书。", $"Root certificate {name} is no CA certificate.");
    }

    private static bool IsUsed(PresentList present, TrustList.Format.Signing.PublicKey key) =>
        present.Root.Signed.Keys.Values.Concat(present.Roles.Values.SelectMany(role => role.Signed.Delegations?.Keys.Values ?? [])).Any(listed => key.Equals(listed.Key));

    private static Sentence Rule(RegistryRefusal refusal) => new($"注册表规则不允许：{refusal}", $"The registry's rules do not allow it: {refusal}");
}
