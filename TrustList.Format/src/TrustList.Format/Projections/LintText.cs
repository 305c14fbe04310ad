using System.Collections.Frozen;

namespace TrustList.Format.Projections;

/// <summary>The rules in words.</summary>
/// <param name="Zh">One sentence in Chinese.</param>
/// <param name="En">One sentence in English.</param>
public sealed record LintText(string Zh, string En)
{
    private static readonly FrozenDictionary<LintRule, LintText> Table = new Dictionary<LintRule, LintText>
    {
        [LintRule.Unreadable] = new("文件无法读取", "The file cannot be read"),
        [LintRule.Empty] = new("文件中没有任何条目", "There is nothing in the file"),
        [LintRule.MemberNameCase] = new("成员名称大小写有误，读取方会忽略它", "A member's name is written in another case: readers pass over it"),
        [LintRule.CoordinateLength] = new("坐标长度与曲线不符", "A coordinate is not of its curve's length"),
        [LintRule.CoordinateEncoding] = new("数值不是无填充的 base64url", "A number is not unpadded base64url"),
        [LintRule.PointNotOnCurve] = new("坐标不在曲线上", "The coordinates are no point of the curve"),
        [LintRule.CurveName] = new("曲线名称未知或不允许", "The curve is unknown or not permitted here"),
        [LintRule.AlgorithmName] = new("算法名称未知或与密钥不符", "The algorithm is unknown or not the key's"),
        [LintRule.KeyType] = new("密钥类型未知", "The kind of key is not known"),
        [LintRule.WeakKey] = new("RSA 密钥不足 2048 位", "The RSA key has fewer than 2048 bits"),
        [LintRule.PrivateKey] = new("公开文件中含有私钥", "A private key stands in a public file"),
        [LintRule.KeyIdMissing] = new("密钥没有名称", "The key has no name"),
        [LintRule.DuplicateKeyId] = new("两个密钥同名", "Two keys have one name"),
        [LintRule.Duplicate] = new("同一密钥或证书出现两次", "One key or certificate stands there twice"),
        [LintRule.CertificateUnreadable] = new("证书无法读取", "The certificate cannot be read"),
        [LintRule.CertificateExpired] = new("证书已过期", "The certificate has expired"),
        [LintRule.CertificateNotYetValid] = new("证书尚未生效", "The certificate is not yet valid"),
        [LintRule.NotAnAuthority] = new("根证书不能签发证书", "The root may not certify"),
        [LintRule.CertificateOfOtherKey] = new("密钥与其证书不符", "The key is not the one of its certificate"),
        [LintRule.DiffersFromCertificate] = new("所述内容与证书不符", "What is said is not what the certificate says"),
        [LintRule.Country] = new("国家代码有误或与证书不符", "The country is malformed or not the certificate's"),
        [LintRule.State] = new("省级代码与证书或国家不符", "The state or province is not the certificate's or not of its country"),
        [LintRule.RegionCode] = new("地区代码格式有误", "The region or province code is malformed"),
        [LintRule.DocTypeMissing] = new("没有文件类型", "There is no document type"),
        [LintRule.ListExpired] = new("已过下次更新时间", "The next update is overdue"),
        [LintRule.NextUpdateMissing] = new("没有下次更新时间", "There is no instant of the next update"),
        [LintRule.NumberMissing] = new("没有编号", "There is no issue number"),
        [LintRule.FromTheFuture] = new("制作时间在未来", "It was made in the future"),
        [LintRule.SignerUsage] = new("没有可用于验证的签名证书", "There is no certificate that may sign it"),
    }.ToFrozenDictionary();

    /// <summary>The text of a rule.</summary>
    public static LintText Of(LintRule rule) => Table[rule];
}
