using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary><c>node.json</c> as JSON, and its checks (SPEC.md §5.6).</summary>
internal static class NodeJson
{
    private const string Format = "node/1";

    internal static Decoded<NodeDocument> Read(ReadOnlySpan<byte> utf8) => RegistryParts.Read(
        utf8, Format,
        fields => new NodeDocument
        {
            Region = fields.Text("region", 6),
            GatewayEndpoints = fields.Texts("gatewayEndpoints", Limits.NodeEndpoints, 500),
            GatewayPins = fields.Texts("gatewayPins", Limits.NodeEndpoints, 64),
            IssuerPins = fields.Texts("issuerPins", Limits.NodeEndpoints, 64),
            WitnessKey = fields.Base64("witnessKey", Limits.PublicKeyBytes),
            StatusBase = fields.Text("statusBase", 500),
        },
        Check);

    internal static byte[] Write(NodeDocument document) => CanonicalJson.EncodeText(new JsonObject
    {
        ["format"] = Format,
        ["region"] = document.Region,
        ["gatewayEndpoints"] = RegistryParts.Write(document.GatewayEndpoints),
        ["gatewayPins"] = RegistryParts.Write(document.GatewayPins),
        ["issuerPins"] = RegistryParts.Write(document.IssuerPins),
        ["witnessKey"] = Base64(document.WitnessKey),
        ["statusBase"] = document.StatusBase,
    });

    internal static RegistryRefusal? Check(NodeDocument document)
    {
        if (!RegionCode.IsValid(document.Region))
            return new(RegistryFault.BadRegionCode, document.Region);
        if (document.GatewayEndpoints.IsEmpty || document.GatewayEndpoints.Any(address => !IsAddress(address, Uri.UriSchemeHttps)))
            return new(RegistryFault.BadAddress, "gatewayEndpoints: absolute https addresses");
        if (!IsAddress(document.StatusBase, Uri.UriSchemeHttp, Uri.UriSchemeHttps) || !document.StatusBase.EndsWith('/'))
            return new(RegistryFault.BadAddress, "statusBase: an absolute http or https address that ends in a slash");
        if (document.GatewayPins.IsEmpty || document.IssuerPins.IsEmpty
            || document.GatewayPins.Concat(document.IssuerPins).Any(pin => !LowerHex.IsOf(pin, 32)))
            return new(RegistryFault.BadKeyMaterial, "pins: SHA-256 in lower hex");
        var witness = PublicKey.FromSpki(document.WitnessKey.Span);
        return witness.Ok && witness.Value.Algorithm == SignatureAlgorithm.Ed25519
            ? null
            : new(RegistryFault.BadKeyMaterial, "witnessKey: Ed25519");
    }

    private static bool IsAddress(string text, params ReadOnlySpan<string> schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
