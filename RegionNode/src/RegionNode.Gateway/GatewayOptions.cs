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

    /// <summary>Seconds for which a live answer without personal data may stand for another question, 0 to 600; 0: never.</summary>
    public int LiveReuseSeconds { get; set; } = 60;

    /// <summary>The Redis 7 that this region's gateways share, a connection string of StackExchange.Redis without a password; empty: memory.</summary>
    public string Redis { get; set; } = "";

    /// <summary>A file whose first line is the password of that Redis; empty: none is needed.</summary>
    public string RedisPasswordFile { get; set; } = "";

    /// <summary>What stands before every key there, the same at all instances; empty: <c>gateway:CODE:</c>.</summary>
    public string RedisPrefix { get; set; } = "";

    /// <summary>The longest that a request waits for that Redis, 1 to 2000 milliseconds.</summary>
    public int RedisMilliseconds { get; set; } = 50;

    /// <summary>How many gateways share it, 1 to 100: while it is away each grants its share of a party's limits.</summary>
    public int Instances { get; set; } = 1;

    /// <summary>
    /// Lets the records of other regions lead to private, loopback and link-local addresses: for trials on one machine, or
    /// regions that share a private network.
    /// </summary>
    public bool AllowPrivateEndpoints { get; set; }

    /// <summary>Seconds that a gateway which is told to stop still serves while it says that it is not ready, 0 to 60.</summary>
    public int DrainSeconds { get; set; } = 5;

    /// <summary>The most requests under way at once, 1 to 100,000; one more is answered 503.</summary>
    public int MostRequests { get; set; } = 1_000;

    /// <summary>The most connections of one address (of a /64 for IPv6), 1 to 100,000: more where a balancer hides the callers' own.</summary>
    public int ConnectionsOfOneAddress { get; set; } = 256;

    /// <summary>Purposes for which a caller without a name may ask; none unless the operator says so.</summary>
    public Purpose[] OpenPurposes { get; set; } = [];

    /// <summary>Questions a second of all callers without a name together, 1 to 100,000.</summary>
    public int OpenPerSecond { get; set; } = 10;

    /// <summary>The length from which the trail goes on in another file, 4,096 to 2^40 bytes.</summary>
    public long TrailFileBytes { get; set; } = 1L << 28;

    /// <summary>The longest that an answer waits for its entry in the trail, 100 to 60,000 milliseconds; then it is not given.</summary>
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
        if (SyncSeconds is < 1 or > 3600) yield return "SyncSeconds: must be 1 to 3600";
        if (LiveReuseSeconds is < 0 or > 600) yield return "LiveReuseSeconds: must be 0 to 600";
        if (Redis.Length > 0)
            foreach (var error in RedisPlace.Errors(Redis)) yield return $"Redis: {error}";
        if (!Caching.Shared.RedisPrefix.IsValid(RedisPrefix)) yield return "RedisPrefix: must be at most 64 letters, digits, and : . _ -";
        if (RedisMilliseconds is < 1 or > 2000) yield return "RedisMilliseconds: must be 1 to 2000";
        if (Instances is < 1 or > 100) yield return "Instances: must be 1 to 100";
        if (DrainSeconds is < 0 or > 60) yield return "DrainSeconds: must be 0 to 60";
        if (MostRequests is < 1 or > 100_000) yield return "MostRequests: must be 1 to 100000";
        if (ConnectionsOfOneAddress is < 1 or > 100_000) yield return "ConnectionsOfOneAddress: must be 1 to 100000";
        if (OpenPerSecond is < 1 or > Limits.PartyPerSecond) yield return $"OpenPerSecond: must be 1 to {Limits.PartyPerSecond}";
        if (TrailFileBytes is < 4_096 or > 1L << 40) yield return "TrailFileBytes: must be 4096 to 2^40";
        if (TrailMilliseconds is < 100 or > 60_000) yield return "TrailMilliseconds: must be 100 to 60000";
        if (!OpenPurposes.All(Enum.IsDefined)) yield return "OpenPurposes: each must be a purpose";
        if (!IssuerPins.All(Pins.IsPin)) yield return "IssuerPins: each must be 64 lower-case hexadecimal digits";
    }

    private static bool IsUrl(string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme);
}
