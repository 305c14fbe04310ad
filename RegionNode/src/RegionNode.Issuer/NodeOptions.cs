using Federation.Hosting.Backups;
using Federation.Hosting.Options;
using Federation.Hosting.Storage;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Callers;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace RegionNode.Issuer;

/// <summary>The operator's settings, section <c>Node</c>. All are checked at start; any error refuses the start.</summary>
public sealed class NodeOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Node";

    /// <summary>The region's code, six digits (GB/T 2260).</summary>
    [Setting("six digits", Required = true)]
    public string Code { get; init; } = "";

    /// <summary>The node's folder: <c>keys/</c>, <c>inception/</c>, <c>inbox/</c>, <c>issuer.db</c> where <see cref="Database"/> is empty. No other process writes its database.</summary>
    [Setting("folder", Required = true)]
    public string DataDir { get; init; } = "";

    /// <summary>
    /// A PostgreSQL database, as a connection string of Npgsql without a password, as <c>Host=/run/postgresql;Database=node;Username=node</c>.
    /// Empty: SQLite in <c>issuer.db</c>.
    /// </summary>
    [Setting("connection string")]
    public string Database { get; init; } = "";

    /// <summary>A file whose first line is the password of <see cref="Database"/>. Empty: none is needed.</summary>
    [Setting("file")]
    public string DatabasePasswordFile { get; init; } = "";

    /// <summary>
    /// A folder on another disk or machine that has every transaction of <c>issuer.db</c> before anybody is told of it; empty: none is kept.
    /// Who loses the machine goes on from it without a gap. Not with <see cref="Database"/>, whose server has standbys.
    /// </summary>
    [Setting("folder")]
    public string JournalDir { get; init; } = "";

    /// <summary>
    /// This issuer's name among several on one <see cref="Database"/>: one leads, the others forward to it and take over. Empty: it
    /// stands alone. All have the same keys.
    /// </summary>
    [Setting("name")]
    public string Instance { get; init; } = "";

    /// <summary>Where the other instances reach this one, https; empty: <see cref="Url"/>.</summary>
    [Setting("https address")]
    public string AdvertisedUrl { get; init; } = "";

    /// <summary>How long an instance that does not renew its lead keeps it, of real time: the longest part of a takeover.</summary>
    [Setting("ms", 500, 60_000)]
    public int LeaseMilliseconds { get; init; } = 2_500;

    /// <summary>Where the issuer listens, https. Every caller shows a certificate.</summary>
    [Setting("https address", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>The hub's node listener, https.</summary>
    [Setting("https address", Required = true)]
    public string HubUrl { get; init; } = "";

    /// <summary>SHA-256 of the hub's TLS key (SubjectPublicKeyInfo), lower-case hex.</summary>
    [Setting("pin", Required = true)]
    public string HubPin { get; init; } = "";

    /// <summary>Where the region's status lists are published: the hub's public address, <c>/status/</c> and the code. A list is this, a slash and its block number.</summary>
    [Setting("http or https address", Required = true)]
    public string StatusBaseUri { get; init; } = "";

    /// <summary>The hub's public address, from which the log's files are fetched. Empty: that of <see cref="StatusBaseUri"/>.</summary>
    [Setting("http or https address")]
    public string HubPublicUrl { get; init; } = "";

    /// <summary><see cref="HubPublicUrl"/>, or the part of <see cref="StatusBaseUri"/> before <c>/status/</c> and the code.</summary>
    internal string PublicHubUrl => HubPublicUrl.Length > 0 ? HubPublicUrl
        : StatusBaseUri.EndsWith($"/status/{Code}", StringComparison.Ordinal) ? StatusBaseUri[..^$"/status/{Code}".Length] : StatusBaseUri;

    /// <summary>
    /// The file of the first trusted <c>root.json</c>, obtained by other means than the hub: the node then follows the trust list
    /// to know other regions by their keys. Empty: it knows none, and moving and disputes answer NotFollowingTrust.
    /// </summary>
    [Setting("file")]
    public string TrustAnchor { get; init; } = "";

    /// <summary>The public https address of the region's gateway, published in node.json.</summary>
    [Setting("https address", Required = true)]
    public string GatewayUrl { get; init; } = "";

    /// <summary>SHA-256 of the gateway's TLS key. The only caller of the holder API and of live status; published in node.json.</summary>
    [Setting("pin", Required = true)]
    public string GatewayPin { get; init; } = "";

    /// <summary>SHA-256 of the TLS keys of the province's own systems: registry, licences, operators.</summary>
    [Setting("pins")]
    public string[] ProvinceSystemPins { get; init; } = [];

    /// <summary>
    /// The roles (<c>registry applicant counter reviewer supervisor operator</c>, space between) of a system: its name is a pin of
    /// <see cref="ProvinceSystemPins"/> or that of its file in <c>DIR/callers/</c>. Systems that are not named have all.
    /// </summary>
    [Setting("roles")]
    public Dictionary<string, string> CallerRoles { get; init; } = [];

    /// <summary>What tokens name as their audience: this node's address as its callers know it. Empty: <see cref="Url"/>.</summary>
    [Setting("https address")]
    public string TokenAudience { get; init; } = "";

    /// <summary><see cref="TokenAudience"/>, or <see cref="Url"/>.</summary>
    internal string Audience => TokenAudience.Length > 0 ? TokenAudience : Url;

    /// <summary>Prefixes of the office codes that may issue here. Empty: the code without its trailing pairs of zeros.</summary>
    [Setting("one to six digits each")]
    public string[] OfficePrefixes { get; init; } = [];

    /// <summary>Prefixes inside <see cref="OfficePrefixes"/> that belong to a separately admitted city.</summary>
    [Setting("one to six digits each")]
    public string[] OfficeExcept { get; init; } = [];

    /// <summary>Life of a live assertion (design: status §5).</summary>
    [Setting("min", 1, 10)]
    public int LiveMinutes { get; init; } = 5;

    /// <summary>How long urgent status changes are gathered into one list.</summary>
    [Setting("ms", 0, 100)]
    public int UrgentMilliseconds { get; init; } = 100;

    /// <summary>The most changes of one status head; what is left goes into the next one at once. The delta's own limit is the greatest.</summary>
    [Setting("changes", 1, Limits.StatusDeltaChanges)]
    public int HeadChanges { get; init; } = 1 << 20;

    /// <summary>How long other status changes are gathered into one list.</summary>
    [Setting("s", 0, 3600)]
    public int RoutineSeconds { get; init; } = 60;

    /// <summary>Life of a status list; it is signed anew at half of it.</summary>
    [Setting("h", 1, 168)]
    public int StatusListHours { get; init; } = 24;

    /// <summary>How long a reader may keep a status list before it asks again.</summary>
    [Setting("s", 1, 86_400)]
    public int StatusTtlSeconds { get; init; } = 60;

    /// <summary>Life of node.json; it is signed anew at half of it.</summary>
    [Setting("d", 1, 30)]
    public int NodeMetadataDays { get; init; } = 30;

    /// <summary>Longest life of a licence: wallets collect again.</summary>
    [Setting("d", 1, 365)]
    public int LicenceDays { get; init; } = 365;

    /// <summary>How long an offer can be collected.</summary>
    [Setting("h", 1, 720)]
    public int OfferHours { get; init; } = 72;

    /// <summary>The name of the log that this region witnesses. Empty: as the policy.json in DIR/emergency says; where that names none, no log is witnessed.</summary>
    [Setting("name")]
    public string LogOrigin { get; init; } = "";

    /// <summary>The log's Ed25519 key: SubjectPublicKeyInfo in base64, as <c>TrustHub incept</c> prints it. With <see cref="LogOrigin"/>.</summary>
    [Setting("public key")]
    public string LogKey { get; init; } = "";

    /// <summary>How often the log is witnessed.</summary>
    [Setting("ms", 50, 60_000)]
    public int WitnessMilliseconds { get; init; } = 500;

    /// <summary>How long issued licences are gathered into one batch for the log.</summary>
    [Setting("s", 1, 60)]
    public int IssuanceSeconds { get; init; } = 1;

    /// <summary>Who checks applicants' identity: <c>simulated</c> or <c>none</c>. Empty: simulated in a rehearsal, none outside one.</summary>
    [Setting("word")]
    public string IdentityProvider { get; init; } = "";

    /// <summary>Lets <c>simulated</c> run outside a rehearsal, where it proves nothing: for trials without real drivers alone.</summary>
    [Setting("true or false")]
    public bool AllowSimulatedIdentity { get; init; }

    /// <summary>How long a passed identity check lasts.</summary>
    [Setting("min", 1, 1440)]
    public int IdentityMinutes { get; init; } = 30;

    /// <summary>How long a reviewer holds a photo.</summary>
    [Setting("min", 1, 480)]
    public int ReviewMinutes { get; init; } = 15;

    /// <summary>The time without a step of its applicant after which an unfinished application ends.</summary>
    [Setting("d", 1, 365)]
    public int UnfinishedDays { get; init; } = 30;

    /// <summary>The time after which an application ends whose licence could be had and was not collected; longer than any offer lasts.</summary>
    [Setting("d", 31, 365)]
    public int UncollectedDays { get; init; } = 90;

    /// <summary>How long the counter can look at a refused photo; then it is erased.</summary>
    [Setting("d", 1, 365)]
    public int RefusedPhotoDays { get; init; } = 30;

    /// <summary>How long it is kept that a device's key was used in an identity check, from the check's end.</summary>
    [Setting("d", 1, 365)]
    public int IdentityCheckDays { get; init; } = 7;

    /// <summary>The most that <see cref="TransferMinutes"/> can be: a deadline is later than its signature by 24 hours at most (SPEC §14.1).</summary>
    internal const int MostTransferMinutes = 1440;

    /// <summary>How long the log has to hold a driver's move once this region signed it.</summary>
    [Setting("min", 1, MostTransferMinutes)]
    public int TransferMinutes { get; init; } = 10;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (Code.Length != 6 || !Code.All(char.IsAsciiDigit))
            yield return "Code: must be six digits";
        if (DataDir.Length == 0)
            yield return "DataDir: must name the node's folder";
        if (DatabasePasswordFile.Length > 0 && !File.Exists(DatabasePasswordFile))
            yield return "DatabasePasswordFile: there is no such file";
        if (JournalDir.Length > 0 && DatabaseJournal.Error(JournalDir, DataDir, Database.Length == 0) is { } journal)
            yield return journal;
        foreach (var error in Database.Length == 0 ? [] : PostgresPlace.Errors(Database))
            yield return $"Database: {error}";
        foreach (var error in Instance.Length == 0 ? [] : InstanceErrors())
            yield return error;
        foreach (var (name, url) in new[] { (nameof(Url), Url), (nameof(HubUrl), HubUrl), (nameof(GatewayUrl), GatewayUrl) })
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
                yield return $"{name}: must be an https address";
        }
        if (!Uri.TryCreate(StatusBaseUri, UriKind.Absolute, out var status) || status.Scheme is not ("http" or "https") || StatusBaseUri.EndsWith('/'))
            yield return "StatusBaseUri: must be an http or https address without a slash at its end";
        if (HubPublicUrl.Length > 0 && (!Uri.TryCreate(HubPublicUrl, UriKind.Absolute, out var hub) || hub.Scheme is not ("http" or "https")))
            yield return "HubPublicUrl: must be an http or https address";
        if (TrustAnchor.Length > 0 && !File.Exists(TrustAnchor))
            yield return "TrustAnchor: must name the file of a trusted root.json, or be empty";
        foreach (var (name, pin) in new[] { (nameof(HubPin), HubPin), (nameof(GatewayPin), GatewayPin) })
        {
            if (!Pins.IsPin(pin))
                yield return $"{name}: must be 64 lower-case hexadecimal digits";
        }
        if (!ProvinceSystemPins.All(Pins.IsPin))
            yield return "ProvinceSystemPins: each must be 64 lower-case hexadecimal digits";
        foreach (var (name, text) in CallerRoles)
        {
            if (RoleNames.Parse(text) is null)
                yield return $"CallerRoles: '{name}' must have roles of {string.Join(", ", Enum.GetValues<Role>().Select(RoleNames.Of))}, one space between";
            if (Pins.IsPin(name) ? !ProvinceSystemPins.Contains(name) : !CallerToken.IsName(name))
                yield return $"CallerRoles: '{name}' is neither one of ProvinceSystemPins nor the name of a system";
        }
        if (TokenAudience.Length > 0 && (!Uri.TryCreate(TokenAudience, UriKind.Absolute, out var audience) || audience.Scheme != Uri.UriSchemeHttps))
            yield return "TokenAudience: must be an https address";
        foreach (var prefix in OfficePrefixes.Concat(OfficeExcept).Where(p => p.Length is 0 or > 6 || !p.All(char.IsAsciiDigit)))
            yield return $"OfficePrefixes: '{prefix}' is not one to six digits";
        if (LogOrigin.Length > 0 && !NoteKey.IsName(LogOrigin))
            yield return "LogOrigin: must be a name of 1 to 200 characters without space and plus";
        if (LogOrigin.Length > 0 != LogKey.Length > 0 || (LogKey.Length > 0 && !IsLogKey(LogKey)))
            yield return "LogKey: must be an Ed25519 key (SubjectPublicKeyInfo, base64) where LogOrigin is set, and only there";
        if (IdentityProvider is not ("" or "simulated" or "none"))
            yield return "IdentityProvider: must be 'simulated' or 'none', or empty";
    }

    private IEnumerable<string> InstanceErrors()
    {
        if (Database.Length == 0)
            yield return "Instance: several issuers share a PostgreSQL Database; SQLite is for one";
        if (Instance.Length > 64 || Instance.Any(c => c is <= ' ' or > '~'))
            yield return "Instance: at most 64 visible ASCII characters";
        if (AdvertisedUrl.Length > 0 && (!Uri.TryCreate(AdvertisedUrl, UriKind.Absolute, out var advertised) || advertised.Scheme != Uri.UriSchemeHttps || advertised.PathAndQuery != "/"))
            yield return "AdvertisedUrl: must be an https address without a path";
        else if (AdvertisedUrl.Length == 0 && Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Host is "0.0.0.0" or "[::]")
            yield return "AdvertisedUrl: needed where Url listens on every address";
    }

    private static bool IsLogKey(string text)
    {
        var spki = new byte[text.Length];
        return Convert.TryFromBase64String(text, spki, out var length)
            && PublicKey.FromSpki(spki.AsSpan(..length)) is { Ok: true, Value.Algorithm: SignatureAlgorithm.Ed25519 };
    }
}
