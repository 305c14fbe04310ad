using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json;
using Conformance.Comparing;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Conformance.Statements;

/// <summary>
/// A vendor's statement about a run of its own (ADAPTER.md §7). What it proves: that the holder of the key says so. Whether it is
/// so shows a run with a fresh seed, which is why it names program, seed and results.
/// </summary>
public sealed record Statement
{
    /// <summary>The header <c>typ</c>.</summary>
    internal const string Type = "conformance-statement+jwt";

    private const int MaxCharacters = 256 * 1024, MaxText = 200;

    /// <summary>For how many months from its run it can hold.</summary>
    internal const int Months = 12;

    /// <summary>How far its clock may be ahead.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    /// <summary>Who states it, 1 to 200 characters.</summary>
    public required string Vendor { get; init; }

    /// <summary>The suite's version.</summary>
    public required string Suite { get; init; }

    /// <summary>The run's seed.</summary>
    public required string Seed { get; init; }

    /// <summary>The profile that is passed.</summary>
    public required string Profile { get; init; }

    /// <summary>The adapter's name.</summary>
    public required string Adapter { get; init; }

    /// <summary>The adapter's version.</summary>
    public required string AdapterVersion { get; init; }

    /// <summary>SHA-256 of the adapter's program, lower hex.</summary>
    public required string AdapterSha256 { get; init; }

    /// <summary>SHA-256 of <c>results.json</c>, lower hex.</summary>
    public required string ResultsSha256 { get; init; }

    /// <summary>Cases that fail and were expected to: named, so that nobody takes the statement for more than it is.</summary>
    public required ImmutableArray<string> Expected { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset RanAt { get; init; }

    /// <summary>When it was signed.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>From when it holds no more.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The statement about results, for as long as it can hold.</summary>
    public static Statement About(ClaimedResults results, string vendor, DateTimeOffset now) => new()
    {
        Vendor = vendor,
        Suite = results.Suite,
        Seed = results.Seed,
        Profile = results.Profile,
        Adapter = results.Adapter,
        AdapterVersion = results.AdapterVersion,
        AdapterSha256 = results.AdapterSha256,
        ResultsSha256 = results.Sha256,
        Expected = [.. results.Expected.Select(failure => failure.Id).Order(StringComparer.Ordinal)],
        RanAt = results.StartedAt,
        SignedAt = Instants.WholeSeconds(now),
        Expires = results.StartedAt.AddMonths(Months),
    };

    /// <summary>The compact JWS.</summary>
    public string Sign(ISigner signer) => JwsCompact.Sign(signer, new JsonObject { ["typ"] = Type, ["kid"] = signer.PublicKey.Thumbprint }, new JsonObject
    {
        ["iss"] = Vendor,
        ["suite"] = Suite,
        ["seed"] = Seed,
        ["profile"] = Profile,
        ["adapter"] = new JsonObject { ["name"] = Adapter, ["version"] = AdapterVersion, ["sha256"] = AdapterSha256 },
        ["results"] = ResultsSha256,
        ["expected"] = new JsonArray([.. Expected.Select(id => JsonValue.Create(id))]),
        ["ran"] = RanAt.ToUnixTimeSeconds(),
        ["iat"] = SignedAt.ToUnixTimeSeconds(),
        ["exp"] = Expires.ToUnixTimeSeconds(),
    });

    /// <summary>Reads a token whose signature this key made.</summary>
    /// <returns>The statement, or why there is none: Malformed, WrongType or BadSignature.</returns>
    public static (Statement? Statement, StatementFault? Fault) Read(string token, PublicKey key)
    {
        if (JwsCompact.Parse(token, MaxCharacters) is not { Ok: true, Value: var jws })
            return (null, StatementFault.Malformed);
        if (Text(jws.Header, "typ") != Type)
            return (null, StatementFault.WrongType);
        if (!jws.Verify(key))
            return (null, StatementFault.BadSignature);
        return Members(jws.Payload) is { } statement ? (statement, null) : (null, StatementFault.Malformed);
    }

    private static Statement? Members(JsonObject payload) =>
        payload["adapter"] is JsonObject adapter && payload["expected"] is JsonArray expected && Instant(payload, "ran") is { } ran && Instant(payload, "iat") is { } iat && Instant(payload, "exp") is { } exp
        && Text(payload, "iss") is { Length: > 0 and <= MaxText } vendor && Text(payload, "suite") is { } suite && Text(payload, "seed") is { } seed && Text(payload, "profile") is { } profile
        && Text(adapter, "name") is { } name && Text(adapter, "version") is { } version && Text(adapter, "sha256") is { } program && Text(payload, "results") is { } results
        && expected.All(id => id is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            ? new Statement
            {
                Vendor = vendor,
                Suite = suite,
                Seed = seed,
                Profile = profile,
                Adapter = name,
                AdapterVersion = version,
                AdapterSha256 = program,
                ResultsSha256 = results,
                Expected = [.. expected.Select(id => id!.GetValue<string>())],
                RanAt = ran,
                SignedAt = iat,
                Expires = exp,
            }
            : null;

    private static string? Text(JsonObject members, string name) => members[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static DateTimeOffset? Instant(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue<long>(out var seconds) && seconds is >= 0 and < 253_370_764_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
