using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary><c>registry.json</c> as JSON (SPEC.md §5.1).</summary>
internal static class RegistryJson
{
    private const string Format = "registry/1";

    internal static Decoded<RegistryDocument> Read(ReadOnlySpan<byte> utf8) => RegistryParts.Read(
        utf8, Format,
        fields => new RegistryDocument { Regions = fields.Objects("regions", Limits.RegionRecords, region => Closed(region, ReadRegion)) },
        RegistryChecks.Check);

    internal static byte[] Write(RegistryDocument document) => CanonicalJson.EncodeText(new JsonObject
    {
        ["format"] = Format,
        ["regions"] = new JsonArray([.. document.Regions.Select(WriteRegion)]),
    });

    private static RegionRecord ReadRegion(JsonFields fields)
    {
        var name = fields.Object("name");
        var record = new RegionRecord
        {
            Code = fields.Text("code", 6),
            NameZh = name.Text("zh", 100),
            NameEn = name.Text("en", 100),
            Iso3166 = fields.Text("iso3166", 6),
            DocTypes = fields.Texts("docTypes", Limits.DocTypes, 100),
            IacaThumbprints = fields.Texts("iacaThumbprints", Limits.CertificatesPerRegion, 64),
            Territory = Closed(fields.Object("territory"), territory => new Territory
            {
                Prefixes = territory.Texts("prefixes", Limits.TerritoryPrefixes, 6),
                Except = territory.Texts("except", Limits.TerritoryPrefixes, 6),
            }),
            SigningKeyDays = (int)fields.Integer("signingKeyDays", 1, 3_660),
            History = History<RegionState>(fields),
        };
        name.NoOthers();
        return record;
    }

    private static JsonObject WriteRegion(RegionRecord region) => new()
    {
        ["code"] = region.Code,
        ["name"] = Name(region.NameZh, region.NameEn),
        ["iso3166"] = region.Iso3166,
        ["docTypes"] = RegistryParts.Write(region.DocTypes),
        ["iacaThumbprints"] = RegistryParts.Write(region.IacaThumbprints),
        ["territory"] = new JsonObject
        {
            ["prefixes"] = RegistryParts.Write(region.Territory.Prefixes),
            ["except"] = RegistryParts.Write(region.Territory.Except),
        },
        ["signingKeyDays"] = region.SigningKeyDays,
        ["history"] = RegistryParts.Write(region.History),
    };
}
