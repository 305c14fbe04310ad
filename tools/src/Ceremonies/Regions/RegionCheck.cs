using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Regions;

/// <summary>What is still wrong with a region's signed files: the rules by which the hub admits a region role.</summary>
public static class RegionCheck
{
    /// <summary>Every finding.</summary>
    /// <param name="code">The region.</param>
    /// <param name="metadata">Its signed metadata.</param>
    /// <param name="file">Its issuers.json.</param>
    /// <param name="partiesFile">Its parties.json; null where it has none.</param>
    /// <param name="present">The list in force.</param>
    /// <param name="application">Stands in for registry and delegation of a region that is not admitted yet.</param>
    /// <param name="now">The instant.</param>
    public static IEnumerable<Sentence> Run(string code, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> file, ReadOnlyMemory<byte>? partiesFile, PresentList present, RegionApplication? application, DateTimeOffset now)
    {
        var record = present.Registry.Find(code) ?? (application?.Code == code ? application.ToRecord("application", now) : null);
        if (record is null)
        {
            yield return new($"地区 {code} 不在注册表中，且未给出申请。", $"Region {code} is not in the registry, and no application was given.");
            yield break;
        }

        var read = MetadataReader.Targets(metadata);
        var issuers = IssuersDocument.Read(file.Span);
        if (!read.Ok) yield return new($"元数据无法读取：{read.Detail}", $"The metadata cannot be read: {read.Fault} {read.Detail}");
        if (!issuers.Ok) yield return new($"issuers.json 无法读取：{issuers.Detail}", $"issuers.json cannot be read: {issuers.Fault} {issuers.Detail}");
        if (!read.Ok || !issuers.Ok) yield break;
        var findings = Metadata(code, read.Value, file, partiesFile, present, application, now)
            .Concat(Issuers(code, issuers.Value, record, present, now)).Concat(Parties(code, partiesFile, present));
        foreach (var finding in findings) yield return finding;
    }

    private static IEnumerable<Sentence> Metadata(string code, SignedMetadata<TargetsRole> role, ReadOnlyMemory<byte> file, ReadOnlyMemory<byte>? partiesFile, PresentList present, RegionApplication? application, DateTimeOffset now)
    {
        var electorate = Electorate.Of(present.Targets, RoleNames.Region(code));
        var signed = electorate is not null ? electorate.Verify(role) is null : application is not null && SignedBy(application, role);
        if (!signed) yield return new("签名不足：未达到该地区操作员的门限。", "Too few signatures of the region's operators.");
        var paths = partiesFile is null ? IssuersDocument.PathOf(code) : $"{IssuersDocument.PathOf(code)}, {PartiesDocument.PathOf(code)}";
        if (role.Signed.Targets.Count != (partiesFile is null ? 1 : 2) || !Lists(role.Signed, IssuersDocument.PathOf(code), file)
            || (partiesFile is { } parties && !Lists(role.Signed, PartiesDocument.PathOf(code), parties)))
            yield return new($"元数据必须且只能列出 {paths}，并与文件一致。", $"The metadata must list {paths} alone, as the files are.");
        if (role.Signed.IsExpired(now)) yield return new("元数据已过期。", "The metadata has expired.");
        if (present.Roles.GetValueOrDefault(RoleNames.Region(code)) is { } held && role.Signed.Version <= held.Signed.Version && !role.Bytes.Span.SequenceEqual(held.Bytes.Span))
            yield return new($"版本 {role.Signed.Version} 不高于现行版本 {held.Signed.Version}。", $"Version {role.Signed.Version} does not follow {held.Signed.Version}, which is in force.");
        if (role.Signed.Delegations?.Roles is not [{ } node] || node.Name != RoleNames.Node(code) || node.Paths is not [var only] || only != NodeDocument.PathOf(code))
            yield return new($"须且只能授权 {RoleNames.Node(code)} 发布 {NodeDocument.PathOf(code)}。", $"It must delegate {NodeDocument.PathOf(code)} to {RoleNames.Node(code)}, and nothing else.");
    }

    private static IEnumerable<Sentence> Issuers(string code, IssuersDocument issuers, RegionRecord record, PresentList present, DateTimeOffset now)
    {
        if (issuers.Region != code) yield return new($"issuers.json 属于地区 {issuers.Region}。", $"issuers.json is of region {issuers.Region}.");
        foreach (var refusal in issuers.CheckAgainst(record, present.Policy)) yield return Rule(refusal);
        if (present.Issuers(code) is { } held && issuers.CheckSuccessor(held, now) is { } broken) yield return Rule(broken);
        if (!issuers.Certificates.Any(certificate => certificate.Role == CertificateRole.DocumentSigner)) yield return new("没有签发证书。", "There is no document signer.");
        if (issuers.StatusKeys.IsEmpty) yield return new("没有状态密钥。", "There is no status key.");
    }

    private static IEnumerable<Sentence> Parties(string code, ReadOnlyMemory<byte>? file, PresentList present)
    {
        var held = present.Parties(code);
        if (file is not { } bytes)
        {
            if (held is not null) yield return new("缺少 parties.json：现行版本列有依赖方。", "There is no parties.json, and the list in force has one.");
            yield break;
        }

        var parties = PartiesDocument.Read(bytes.Span);
        if (!parties.Ok) yield return new($"parties.json 无法读取：{parties.Detail}", $"parties.json cannot be read: {parties.Fault} {parties.Detail}");
        else if (parties.Value.Region != code) yield return new($"parties.json 属于地区 {parties.Value.Region}。", $"parties.json is of region {parties.Value.Region}.");
        else if (held is not null && parties.Value.CheckSuccessor(held) is { } broken) yield return Rule(broken);
    }

    private static bool Lists(TargetsRole role, string path, ReadOnlyMemory<byte> file) =>
        role.Targets.TryGetValue(path, out var listed) && ListedFile.Check(listed, file.Span) is null;

    private static bool SignedBy(RegionApplication application, SignedMetadata role)
    {
        var keys = application.Operators.Keys.Select(MetadataKey.Of).ToDictionary(key => key.KeyId, StringComparer.Ordinal);
        var delegations = new Delegations(keys, [new DelegatedRole(RoleNames.Region(application.Code), new RoleKeys([.. keys.Keys], application.Operators.Threshold), Terminating: true, [$"regions/{application.Code}/*"], [])]);
        return TrustedMetadata.VerifyDelegation(delegations, RoleNames.Region(application.Code), role) is null;
    }

    private static Sentence Rule(RegistryRefusal refusal) => new($"规则不允许：{refusal}", $"A rule does not allow it: {refusal}");
}
