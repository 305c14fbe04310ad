using System.Net;
using Federation.Hosting.Backups;
using Federation.Hosting.Options;
using Federation.Hosting.Storage;

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

    /// <summary>
    /// How long a hub that starts with a log signs nothing until its witnesses have said what they cosigned last; after a restore it waits for
    /// their quorum however long it takes. Instances on one database do not wait.
    /// </summary>
    [Setting("s", 0, 3_600)]
    public int WitnessSeconds { get; init; } = 5;

    /// <summary>
    /// A folder on another disk or machine that has every transaction of <c>hub.db</c> before anybody is told of it; empty: none is kept. Who
    /// loses the machine goes on from it without a gap. Not with <see cref="Database"/>, whose server has standbys.
    /// </summary>
    [Setting("folder")]
    public string JournalDir { get; init; } = "";

    /// <summary>
    /// The PostgreSQL database that several instances share, as a connection string without a password; empty: this hub stands
    /// alone, with <c>hub.db</c> in its data folder. All instances have the same keys.
    /// </summary>
    [Setting("connection string")]
    public string Database { get; init; } = "";

    /// <summary>The file whose first line is the database's password; empty: none is needed.</summary>
    [Setting("file")]
    public string DatabasePasswordFile { get; init; } = "";

    /// <summary>This instance's name among the others; empty: the machine's name and the process number.</summary>
    [Setting("name")]
    public string Instance { get; init; } = "";

    /// <summary>Where the other instances reach the public listener, http; empty: where it listens.</summary>
    [Setting("http address")]
    public string AdvertisedPublicUrl { get; init; } = "";

    /// <summary>Where the other instances reach the nodes' listener, https; empty: where it listens.</summary>
    [Setting("https address")]
    public string AdvertisedNodeUrl { get; init; } = "";

    /// <summary>How long an instance that does not renew its lead keeps it, of real time: the longest part of a takeover.</summary>
    [Setting("ms", 500, 60_000)]
    public int LeaseMilliseconds { get; init; } = 2_500;

    /// <summary>How a new repository begins.</summary>
    [Setting("settings")]
    public InceptionOptions Inception { get; init; } = new();

    /// <summary>How many may watch the feed at once, by whatever protocol.</summary>
    [Setting("connections", 1, 100_000)]
    public int FeedWatchers { get; init; } = 1_000;

    /// <summary>The folder that is served.</summary>
    public string PublicDir => Path.Combine(DataDir, "public");

    /// <summary>Whether this is the only instance.</summary>
    internal bool IsAlone => Database.Length == 0;

    /// <summary>This instance's name.</summary>
    internal string InstanceName { get => Instance.Length > 0 ? Instance : field; } = $"{Environment.MachineName}-{Environment.ProcessId}";

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
        if (JournalDir.Length > 0 && DatabaseJournal.Error(JournalDir, DataDir, IsAlone) is { } journal)
            yield return journal;
        foreach (var error in IsAlone ? [] : InstanceErrors())
            yield return error;
    }

    private IEnumerable<string> InstanceErrors()
    {
        foreach (var error in PostgresPlace.Errors(Database))
            yield return $"Database: {error}";
        if (Instance.Length > 64 || Instance.Any(c => c is <= ' ' or > '~'))
            yield return "Instance: at most 64 visible ASCII characters";
        if (IsUnreachable(PublicUrl, AdvertisedPublicUrl, Uri.UriSchemeHttp))
            yield return "AdvertisedPublicUrl: http, a host, no path; needed where PublicUrl listens on every address";
        if (IsUnreachable(NodeUrl, AdvertisedNodeUrl, Uri.UriSchemeHttps))
            yield return "AdvertisedNodeUrl: https, a host, no path; needed where NodeUrl listens on every address";
    }

    private static bool IsUnreachable(string listening, string advertised, string scheme) =>
        advertised.Length > 0
            ? !Uri.TryCreate(advertised, UriKind.Absolute, out var uri) || uri.Scheme != scheme || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0
            : EndPointOf(listening, scheme) is { Address: var address } && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

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
