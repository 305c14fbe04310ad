using Federation.Hosting.Options;
using Federation.Hosting.Tls;
using TrustList.Format.Registry;

namespace RegionNode.Gateway;

/// <summary>What an operator sets, section <c>Gateway</c>. A gateway with a wrong setting lists every error and does not start.</summary>
internal sealed class GatewayOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateway";

    /// <summary>This region, six digits (GB/T 2260).</summary>
    public string Code { get; set; } = "";

    /// <summary>The folder of the TLS key and of the trust state.</summary>
    public string DataDir { get; set; } = "";

    /// <summary>The https address to listen on: an IP address and a port.</summary>
    public string Url { get; set; } = "";

    /// <summary>The hub's public listener, http or https: what it serves proves itself.</summary>
    public string HubPublicUrl { get; set; } = "";

    /// <summary>
    /// The hub's listener for nodes, https: status is then followed there, over gRPC with the gateway's key, from a server
    /// that the signed policy pins. Empty: on the public listener.
    /// </summary>
    public string HubNodeUrl { get; set; } = "";

    /// <summary>The file of the first trusted <c>root.json</c>, obtained by other means than the hub.</summary>
    public string TrustAnchor { get; set; } = "";

    /// <summary>The https address of this region's own issuer.</summary>
    public string IssuerUrl { get; set; } = "";

    /// <summary>Pins of the own issuer; without any, those of the own <c>node.json</c> count.</summary>
    public string[] IssuerPins { get; set; } = [];

    /// <summary>Seconds between two looks at the hub, 1 to 3600.</summary>
    public int SyncSeconds { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (!RegionCode.IsValid(Code)) yield return "Code: must be six digits";
        if (DataDir.Length == 0) yield return "DataDir: is missing";
        if (!IsUrl(Url, "https")) yield return "Url: must be an https address";
        else if (!System.Net.IPAddress.TryParse(new Uri(Url).Host.Trim('[', ']'), out _)) yield return "Url: must name an IP address";
        if (!IsUrl(HubPublicUrl, "http", "https")) yield return "HubPublicUrl: must be an http or https address";
        if (HubNodeUrl.Length > 0 && !IsUrl(HubNodeUrl, "https")) yield return "HubNodeUrl: must be an https address, or empty";
        if (!IsUrl(IssuerUrl, "https")) yield return "IssuerUrl: must be an https address";
        if (!File.Exists(TrustAnchor)) yield return "TrustAnchor: must name the file of a trusted root.json";
        if (SyncSeconds is < 1 or > 3600) yield return "SyncSeconds: must be 1 to 3600";
        if (!IssuerPins.All(Pins.IsPin)) yield return "IssuerPins: each must be 64 lower-case hexadecimal digits";
    }

    private static bool IsUrl(string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme);
}
