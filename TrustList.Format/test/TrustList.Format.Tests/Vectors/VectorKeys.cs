using System.Text.Json.Nodes;
using TrustList.Format.Signing;
using TrustList.Format.Tests.Status;

namespace TrustList.Format.Tests.Vectors;

/// <summary>Regions' status keys for vectors: test keys with repeatable signatures, one a region.</summary>
internal static class VectorKeys
{
    private static readonly SortedDictionary<string, RepeatableSigner> Signers = new(StringComparer.Ordinal)
    {
        ["310000"] = new(310_000), ["320500"] = new(320_500), ["330000"] = new(330_000), ["510100"] = new(510_100),
    };

    /// <summary>A key of no region.</summary>
    public static RepeatableSigner Stranger { get; } = new(7);

    public static RepeatableSigner Of(string region) => Signers[region];

    public static string Id(string region) => $"status-{region}";

    public static PublicKey? Find(string region, string keyId) => Signers.TryGetValue(region, out var key) && keyId == Id(region) ? key.PublicKey : null;

    /// <summary>{region: {key id: SubjectPublicKeyInfo}}.</summary>
    public static JsonObject Json()
    {
        var regions = new JsonObject();
        foreach (var (region, key) in Signers)
            regions[region] = new JsonObject { [Id(region)] = VectorFile.Base64(key.PublicKey.SubjectPublicKeyInfo) };
        return regions;
    }
}
