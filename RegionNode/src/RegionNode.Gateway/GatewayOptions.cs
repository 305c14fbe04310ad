using Federation.Hosting.Options;
using Federation.Hosting.Tls;
using RegionNode.Gateway.Caching.Shared;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace RegionNode.Gateway;

/// <summary>What an operator sets, section <c>Gateway</c>. A gateway with a wrong setting lists every error and does not start.</summary>
internal sealed class GatewayOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateway";

    /// <summary>This region, six digits (GB/T 2260).</summary>
    [Setting("six digits", Required = true)]
    public string Code { get; set; } = "";

    /// <summary>The folder of the TLS key and of the trust state.</summary>
    [Setting("folder", Required = true)]
    public string DataDir { get; set; } = "";

    /// <summary>The https address to listen on: an IP address and a port.</summary>
    [Setting("https address", Required = true)]
    public string Url { get; set; } = "";

    /// <summary>The hub's public listener, http or https: what it serves proves itself.</summary>
    [Setting("http or https address", Required = true)]
    public string HubPublicUrl { get; set; } = "";

    /// <summary>
    /// The hub's listener for nodes, https: status is then followed there, over gRPC with the gateway's key, from a server
    /// that the signed policy pins. Empty: on the public listener.
    /// </summary>
    [Setting("https address")]
    public string HubNodeUrl { get; set; } = "";

    /// <summary>The file of the first trusted <c>root.json</c>, obtained by other means than the hub.</summary>
    [Setting("file", Required = true)]
    public string TrustAnchor { get; set; } = "";

    /// <summary>The https address of this region's own issuer.</summary>
    [Setting("https address", Required = true)]
    public string IssuerUrl { get; set; } = "";

    /// <summary>Pins of the own issuer; without any, those of the own <c>node.json</c> count.</summary>
    [Setting("pins")]
    public string[] IssuerPins { get; set; } = [];

    /// <summary>The time between two looks at the hub.</summary>
    [Setting("s", 1, 3600)]
    public int SyncSeconds { get; set; } = 30;

    /// <summary>The time for which a live answer without personal data may stand for another question; 0: never.</summary>
    [Setting("s", 0, 600)]
    public int LiveReuseSeconds { get; set; } = 60;

    /// <summary>The Redis 7 that this region's gateways share, a connection string of StackExchange.Redis without a password; empty: memory.</summary>
    [Setting("connection string")]
    public string Redis { get; set; } = "";

    /// <summary>A file whose first line is the password of that Redis; empty: none is needed.</summary>
    [Setting("file")]
    public string RedisPasswordFile { get; set; } = "";

    /// <summary>What stands before every key there, the same at all instances; empty: <c>gateway:CODE:</c>.</summary>
    [Setting("at most 64 letters, digits and : . _ -")]
    public string RedisPrefix { get; set; } = "";

    /// <summary>The longest that a request waits for that Redis.</summary>
    [Setting("ms", 1, 2000)]
    public int RedisMilliseconds { get; set; } = 50;

    /// <summary>How many gateways share it: while it is away each grants its share of a party's limits.</summary>
    [Setting("gateways", 1, 100)]
    public int Instances { get; set; } = 1;

    /// <summary>
    /// Lets the records of other regions lead to private, loopback and link-local addresses: for trials on one machine, or
    /// regions that share a private network.
    /// </summary>
    [Setting("true or false")]
    public bool AllowPrivateEndpoints { get; set; }

    /// <summary>The time that a gateway which is told to stop still serves while it says that it is not ready.</summary>
    [Setting("s", 0, 60)]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>The most requests under way at once; one more is answered 503.</summary>
    [Setting("requests", 1, 100_000)]
    public int MostRequests { get; set; } = 1_000;

    /// <summary>The most connections of one address (of a /64 for IPv6): more where a balancer hides the callers' own.</summary>
    [Setting("connections", 1, 100_000)]
    public int ConnectionsOfOneAddress { get; set; } = 256;

    /// <summary>Purposes for which a caller without a name may ask; none unless the operator says so.</summary>
    [Setting("purposes")]
    public Purpose[] OpenPurposes { get; set; } = [];

    /// <summary>Questions of all callers without a name together.</summary>
    [Setting("questions a second", 1, Limits.PartyPerSecond)]
    public int OpenPerSecond { get; set; } = 10;

    /// <summary>The length from which the trail goes on in another file.</summary>
    [Setting("bytes", 4_096, 1L << 40)]
    public long TrailFileBytes { get; set; } = 1L << 28;

    /// <summary>The longest that an answer waits for its entry in the trail; then it is not given.</summary>
    [Setting("ms", 100, 60_000)]
    public int TrailMilliseconds { get; set; } = 2_000;

    /// <summary>What this gateway is called in traces and metrics.</summary>
    internal string TelemetryName => $"gateway/{Code}";

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
        if (Redis.Length > 0)
            foreach (var error in RedisPlace.Errors(Redis)) yield return $"Redis: {error}";
        if (RedisPasswordFile.Length > 0 && !File.Exists(RedisPasswordFile)) yield return "RedisPasswordFile: there is no such file";
        if (!Caching.Shared.RedisPrefix.IsValid(RedisPrefix)) yield return "RedisPrefix: must be at most 64 letters, digits, and : . _ -";
        if (!OpenPurposes.All(Enum.IsDefined)) yield return "OpenPurposes: each must be a purpose";
        if (!IssuerPins.All(Pins.IsPin)) yield return "IssuerPins: each must be 64 lower-case hexadecimal digits";
    }

    private static bool IsUrl(string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme);
}
