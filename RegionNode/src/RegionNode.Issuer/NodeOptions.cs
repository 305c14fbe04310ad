using Federation.Hosting.Options;
using Federation.Hosting.Tls;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace RegionNode.Issuer;

/// <summary>The operator's settings, section <c>Node</c>. All are checked at start; any error refuses the start.</summary>
public sealed class NodeOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Node";

    /// <summary>The region's code, six digits (GB/T 2260).</summary>
    public string Code { get; init; } = "";

    /// <summary>The node's folder: <c>keys/</c>, <c>inception/</c>, <c>inbox/</c>, <c>issuer.db</c>. No other process writes its database.</summary>
    public string DataDir { get; init; } = "";

    /// <summary>Where the issuer listens, https. Every caller shows a certificate.</summary>
    public string Url { get; init; } = "";

    /// <summary>The hub's node listener, https.</summary>
    public string HubUrl { get; init; } = "";

    /// <summary>SHA-256 of the hub's TLS key (SubjectPublicKeyInfo), lower-case hex.</summary>
    public string HubPin { get; init; } = "";

    /// <summary>Where the region's status lists are published: the hub's public address, <c>/status/</c> and the code. A list is this, a slash and its block number.</summary>
    public string StatusBaseUri { get; init; } = "";

    /// <summary>The hub's public address, from which the log's files are fetched. Empty: that of <see cref="StatusBaseUri"/>.</summary>
    public string HubPublicUrl { get; init; } = "";

    /// <summary><see cref="HubPublicUrl"/>, or the part of <see cref="StatusBaseUri"/> before <c>/status/</c> and the code.</summary>
    internal string PublicHubUrl => HubPublicUrl.Length > 0 ? HubPublicUrl
        : StatusBaseUri.EndsWith($"/status/{Code}", StringComparison.Ordinal) ? StatusBaseUri[..^$"/status/{Code}".Length] : StatusBaseUri;

    /// <summary>The public https address of the region's gateway, published in node.json.</summary>
    public string GatewayUrl { get; init; } = "";

    /// <summary>SHA-256 of the gateway's TLS key. The only caller of the holder API and of live status; published in node.json.</summary>
    public string GatewayPin { get; init; } = "";

    /// <summary>SHA-256 of the TLS keys of the province's own systems: registry, licences, operators.</summary>
    public string[] ProvinceSystemPins { get; init; } = [];

    /// <summary>Prefixes of the office codes that may issue here. Empty: the code without its trailing pairs of zeros.</summary>
    public string[] OfficePrefixes { get; init; } = [];

    /// <summary>Prefixes inside <see cref="OfficePrefixes"/> that belong to a separately admitted city.</summary>
    public string[] OfficeExcept { get; init; } = [];

    /// <summary>Life of a live assertion in minutes, at most 10 (design: status §5).</summary>
    public int LiveMinutes { get; init; } = 5;

    /// <summary>How long urgent status changes are gathered into one list, in milliseconds, at most 100.</summary>
    public int UrgentMilliseconds { get; init; } = 100;

    /// <summary>How long other status changes are gathered into one list, in seconds.</summary>
    public int RoutineSeconds { get; init; } = 60;

    /// <summary>Life of a status list in hours; it is signed anew at half of it.</summary>
    public int StatusListHours { get; init; } = 24;

    /// <summary>How long a reader may keep a status list before it asks again, in seconds.</summary>
    public int StatusTtlSeconds { get; init; } = 60;

    /// <summary>Life of node.json in days, at most 30; it is signed anew at half of it.</summary>
    public int NodeMetadataDays { get; init; } = 30;

    /// <summary>Longest life of a licence in days, at most 365: wallets collect again.</summary>
    public int LicenceDays { get; init; } = 365;

    /// <summary>How long an offer can be collected, in hours.</summary>
    public int OfferHours { get; init; } = 72;

    /// <summary>The name of the log that this region witnesses. Empty: as the policy.json in DIR/emergency says; where that names none, no log is witnessed.</summary>
    public string LogOrigin { get; init; } = "";

    /// <summary>The log's Ed25519 key: SubjectPublicKeyInfo in base64, as <c>TrustHub incept</c> prints it. With <see cref="LogOrigin"/>.</summary>
    public string LogKey { get; init; } = "";

    /// <summary>How often the log is witnessed, in milliseconds.</summary>
    public int WitnessMilliseconds { get; init; } = 500;

    /// <summary>How long issued licences are gathered into one batch for the log, in seconds.</summary>
    public int IssuanceSeconds { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (Code.Length != 6 || !Code.All(char.IsAsciiDigit))
            yield return "Code: must be six digits";
        if (DataDir.Length == 0)
            yield return "DataDir: must name the node's folder";
        foreach (var (name, url) in new[] { (nameof(Url), Url), (nameof(HubUrl), HubUrl), (nameof(GatewayUrl), GatewayUrl) })
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
                yield return $"{name}: must be an https address";
        }
        if (!Uri.TryCreate(StatusBaseUri, UriKind.Absolute, out var status) || status.Scheme is not ("http" or "https") || StatusBaseUri.EndsWith('/'))
            yield return "StatusBaseUri: must be an http or https address without a slash at its end";
        if (HubPublicUrl.Length > 0 && (!Uri.TryCreate(HubPublicUrl, UriKind.Absolute, out var hub) || hub.Scheme is not ("http" or "https")))
            yield return "HubPublicUrl: must be an http or https address";
        foreach (var (name, pin) in new[] { (nameof(HubPin), HubPin), (nameof(GatewayPin), GatewayPin) })
        {
            if (!Pins.IsPin(pin))
                yield return $"{name}: must be 64 lower-case hexadecimal digits";
        }
        if (!ProvinceSystemPins.All(Pins.IsPin))
            yield return "ProvinceSystemPins: each must be 64 lower-case hexadecimal digits";
        foreach (var prefix in OfficePrefixes.Concat(OfficeExcept).Where(p => p.Length is 0 or > 6 || !p.All(char.IsAsciiDigit)))
            yield return $"OfficePrefixes: '{prefix}' is not one to six digits";
        if (LogOrigin.Length > 0 && !NoteKey.IsName(LogOrigin))
            yield return "LogOrigin: must be a name of 1 to 200 characters without space and plus";
        if (LogOrigin.Length > 0 != LogKey.Length > 0 || (LogKey.Length > 0 && !IsLogKey(LogKey)))
            yield return "LogKey: must be an Ed25519 key (SubjectPublicKeyInfo, base64) where LogOrigin is set, and only there";
        foreach (var (name, value, least, most) in Ranges().Where(r => r.Value < r.Least || r.Value > r.Most))
            yield return $"{name}: must be from {least} to {most}";
    }

    private static bool IsLogKey(string text)
    {
        var spki = new byte[text.Length];
        return Convert.TryFromBase64String(text, spki, out var length)
            && PublicKey.FromSpki(spki.AsSpan(..length)) is { Ok: true, Value.Algorithm: SignatureAlgorithm.Ed25519 };
    }

    private IEnumerable<(string Name, int Value, int Least, int Most)> Ranges() =>
    [
        (nameof(LiveMinutes), LiveMinutes, 1, 10),
        (nameof(UrgentMilliseconds), UrgentMilliseconds, 0, 100),
        (nameof(RoutineSeconds), RoutineSeconds, 0, 3600),
        (nameof(StatusListHours), StatusListHours, 1, 168),
        (nameof(StatusTtlSeconds), StatusTtlSeconds, 1, 86_400),
        (nameof(NodeMetadataDays), NodeMetadataDays, 1, 30),
        (nameof(LicenceDays), LicenceDays, 1, 365),
        (nameof(OfferHours), OfferHours, 1, 720),
        (nameof(WitnessMilliseconds), WitnessMilliseconds, 50, 60_000),
        (nameof(IssuanceSeconds), IssuanceSeconds, 1, 60),
    ];
}
