using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.RollOut;

/// <summary>The regions of the rehearsal, under their real codes and names; admitted by nobody but the rehearsal's test keys.</summary>
/// <param name="Code">GB/T 2260.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Iso3166">ISO 3166-2 code of the province it is or lies in.</param>
/// <param name="Prefixes">Offices it answers for.</param>
/// <param name="Except">Offices inside those that answer to a city admitted by itself.</param>
/// <param name="Algorithm">What it signs certificates, licences and status with.</param>
public sealed record Region(
    string Code, string NameZh, string NameEn, string Iso3166, string[] Prefixes, string[] Except, SignatureAlgorithm Algorithm = SignatureAlgorithm.ES256)
{
    /// <summary>Shanghai.</summary>
    public static readonly Region Shanghai = new("310000", "上海市", "Shanghai", "CN-SH", ["31"], []);

    /// <summary>Jiangsu, less Suzhou.</summary>
    public static readonly Region Jiangsu = new("320000", "江苏省", "Jiangsu", "CN-JS", ["32"], ["3205"]);

    /// <summary>Suzhou, admitted beside its province.</summary>
    public static readonly Region Suzhou = new("320500", "苏州市", "Suzhou", "CN-JS", ["3205"], []);

    /// <summary>Anhui, of the same agreement as Shanghai and Jiangsu; in no story.</summary>
    public static readonly Region Anhui = new("340000", "安徽省", "Anhui", "CN-AH", ["34"], []);

    /// <summary>Tianjin.</summary>
    public static readonly Region Tianjin = new("120000", "天津市", "Tianjin", "CN-TJ", ["12"], []);

    /// <summary>Henan.</summary>
    public static readonly Region Henan = new("410000", "河南省", "Henan", "CN-HA", ["41"], []);

    /// <summary>Beijing.</summary>
    public static readonly Region Beijing = new("110000", "北京市", "Beijing", "CN-BJ", ["11"], []);

    /// <summary>Guangzhou; in the first story it issues without ever being admitted.</summary>
    public static readonly Region Guangzhou = new("440100", "广州市", "Guangzhou", "CN-GD", ["4401"], []);

    /// <summary>Chengdu, which signs with SM2; it joins later.</summary>
    public static readonly Region Chengdu = new("510100", "成都市", "Chengdu", "CN-SC", ["5101"], [], SignatureAlgorithm.SM2);

    /// <summary>The six that the ceremony admits.</summary>
    public static readonly ImmutableArray<Region> Admitted = [Shanghai, Jiangsu, Suzhou, Tianjin, Henan, Beijing];

    /// <summary>The registry entry.</summary>
    /// <param name="iacaThumbprint">SHA-256 of its IACA certificate.</param>
    /// <param name="now">The instant of admission.</param>
    public RegionRecord ToRecord(string iacaThumbprint, DateTimeOffset now) => new()
    {
        Code = Code,
        NameZh = NameZh,
        NameEn = NameEn,
        Iso3166 = Iso3166,
        DocTypes = [MdocNames.DocType],
        IacaThumbprints = [iacaThumbprint],
        Territory = new Territory { Prefixes = [.. Prefixes], Except = [.. Except] },
        SigningKeyDays = 450,
        History = [new(RegionState.Active, Instants.WholeSeconds(now), "admitted")],
    };
}
