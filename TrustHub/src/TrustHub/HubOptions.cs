using System.Net;
using Federation.Hosting.Options;

namespace TrustHub;

/// <summary>The hub's settings, section <c>Hub</c>.</summary>
public sealed class HubOptions : IValidatedOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Hub";

    /// <summary>The folder of everything the hub keeps: hub.db, public/, keys/, inception/.</summary>
    [Setting("folder", Required = true)]
    public string DataDir { get; init; } = "";

    /// <summary>Where the public listener is, http and an IP address or localhost: <c>http://127.0.0.1:5001</c>. TLS for browsers is a mirror's business.</summary>
    [Setting("http address", Required = true)]
    public string PublicUrl { get; init; } = "";

    /// <summary>Where nodes submit, https and an IP address or localhost: <c>https://127.0.0.1:5002</c>.</summary>
    [Setting("https address", Required = true)]
    public string NodeUrl { get; init; } = "";

    /// <summary>The log's name as policy has it. Empty: whatever policy says, as long as it names this hub's log key.</summary>
    [Setting("name")]
    public string LogOrigin { get; init; } = "";

    /// <summary>The shortest time between two epochs of the log, of real time.</summary>
    [Setting("ms", 10, 60_000)]
    public int EpochMilliseconds { get; init; } = 1_000;

    /// <summary>How a new repository begins.</summary>
    [Setting("settings")]
    public InceptionOptions Inception { get; init; } = new();

    /// <summary>How many may watch the feed at once, by whatever protocol.</summary>
    [Setting("connections", 1, 100_000)]
    public int FeedWatchers { get; init; } = 1_000;

    /// <summary>The folder that is served.</summary>
    public string PublicDir => Path.Combine(DataDir, "public");

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (DataDir.Length == 0)
            yield return "DataDir: name the folder of the hub's data";
        else if (!Directory.Exists(DataDir))
            yield return "DataDir: the folder is absent; 'TrustHub incept --data DIR' makes it and the keys";
        if (EndPointOf(PublicUrl, Uri.UriSchemeHttp) is null)
            yield return "PublicUrl: http, an IP address or localhost, a port, no path";
        if (EndPointOf(NodeUrl, Uri.UriSchemeHttps) is null)
            yield return "NodeUrl: https, an IP address or localhost, a port, no path";
    }

    /// <summary>Where to listen; null when the address has not the form.</summary>
    internal static IPEndPoint? EndPointOf(string url, string scheme)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != scheme || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            return null;
        if (uri.Host == "localhost")
            return new IPEndPoint(IPAddress.Loopback, uri.Port);
        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) ? new IPEndPoint(address, uri.Port) : null;
    }
}

/// <summary>How a new repository begins: an irreversible act, so it must be asked for.</summary>
public sealed class InceptionOptions
{
    /// <summary>True lets a hub without a repository begin one from <see cref="Folder"/>. A hub that has one ignores it.</summary>
    [Setting("true or false")]
    public bool Allow { get; init; }

    /// <summary>Where N.root.json, N.targets.json, registry.json and policy.json lie; empty means <c>inception</c> in the data folder.</summary>
    [Setting("folder")]
    public string Folder { get; init; } = "";
}
