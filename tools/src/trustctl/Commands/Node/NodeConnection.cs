using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Federation.Ceremonies;
using Federation.Hosting;
using Federation.Hosting.Tls;
using TrustList.Format.Signing;

namespace Trustctl.Commands.Node;

/// <summary>The options that say which node, over which key, and for whom; and the calls that they make.</summary>
internal sealed class NodeConnection
{
    private const int MostAnswerBytes = 64 << 20;
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Option<string?> url = Shared("--url", "The node's https address; else TRUSTCTL_NODE_URL");
    private readonly Option<string?> pin = Shared("--pin", "SHA-256 of its TLS key, as its incept verb printed; else TRUSTCTL_NODE_PIN");
    private readonly Option<string?> cert = Shared("--cert", "PEM file with this caller's TLS key (P-256); else TRUSTCTL_NODE_CERT");
    private readonly Option<string?> tokenKey = Shared("--token-key", "Private key (ES256) with which the system signs for a person");
    private readonly Option<string?> system = Shared("--system", "The name under which the node knows that key: callers/NAME.pem");
    private readonly Option<string?> subject = Shared("--subject", "The person, by a staff number");
    private readonly Option<string[]> role = new("--role") { Description = "A role of the person: registry, applicant, counter, reviewer, supervisor, operator", Recursive = true };
    private readonly Option<string?> audience = Shared("--audience", "The node's own name for itself, where it is not its --url");
    private readonly Option<string?> reason = Shared("--reason", "Why, for the audit trail; no personal data");
    private readonly Option<string?> now = Shared("--now", "Simulated instant, for a node under rehearsal");

    /// <summary>Adds its options, for all commands below.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { url, pin, cert, tokenKey, system, subject, role, audience, reason, now })
            command.Options.Add(option);
    }

    /// <summary>A client that talks to the named node alone. The caller disposes of it.</summary>
    public HttpClient Open(ParseResult parsed)
    {
        if (!Uri.TryCreate(Value(parsed, url), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) throw new UsageException("--url: want the node's https address");
        if (Value(parsed, pin) is not { } pinned || !Pins.IsPin(pinned)) throw new UsageException("--pin: want 64 lower-case hexadecimal digits");
        if (Value(parsed, cert) is not { } pem) throw new UsageException("--cert: want the PEM file of your TLS key; the node talks to nobody without one");
        var identity = Identity(pem);
        var pins = new HashSet<string>(StringComparer.Ordinal) { pinned };
        var client = new HttpClient(PinnedHandler.Create(identity, () => pins)) { BaseAddress = address, Timeout = Patience, MaxResponseContentBufferSize = MostAnswerBytes };
        if (parsed.GetValue(reason) is { } why) client.DefaultRequestHeaders.TryAddWithoutValidation("Access-Reason", why);
        if (parsed.GetValue(tokenKey) is { } key) client.DefaultRequestHeaders.Authorization = new("Bearer", Token(parsed, key, address, identity));
        return client;
    }

    private string Token(ParseResult parsed, string keyFile, Uri address, TlsIdentity identity)
    {
        if (parsed.GetValue(system) is not { } name || parsed.GetValue(subject) is not { } person || parsed.GetValue(role) is not { Length: > 0 } roles)
            throw new UsageException("--token-key wants --system, --subject and at least one --role");
        var signer = Opened(keyFile);
        if (signer.PublicKey.Algorithm != SignatureAlgorithm.ES256) throw new UsageException("--token-key: a token is signed with ES256");
        var issued = Arguments.Clock(parsed.GetValue(now)).GetUtcNow();
        return JwsCompact.Sign(signer, new JsonObject { ["typ"] = "JWT" }, new JsonObject
        {
            ["iss"] = name, ["sub"] = person, ["scope"] = string.Join(' ', roles.SelectMany(text => text.Split(',')).Distinct()),
            ["aud"] = parsed.GetValue(audience) ?? address.OriginalString,
            ["iat"] = issued.ToUnixTimeSeconds(), ["exp"] = (issued + TokenLife).ToUnixTimeSeconds(),
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["cnf"] = new JsonObject { ["x5t#S256"] = Base64Url.EncodeToString(identity.Certificate.GetCertHash(HashAlgorithmName.SHA256)) },
        });
    }

    private static ISigner Opened(string keyFile)
    {
        var key = KeyFile.Read(keyFile, () => throw new UsageException("--token-key: want a key file without passphrase, for a system that signs by itself"));
        return key.Ok ? key.Value : throw new UsageException($"{keyFile}: no private key (PKCS#8 PEM): {key.Detail}");
    }

    private static TlsIdentity Identity(string pemFile)
    {
        try
        {
            return TlsIdentity.Load(pemFile);
        }
        catch (StartRefusedException refused)
        {
            throw new UsageException($"--cert: {refused.Message}");
        }
    }

    private static string? Value(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) ?? Environment.GetEnvironmentVariable("TRUSTCTL_NODE_" + option.Name.TrimStart('-').ToUpperInvariant());

    private static Option<string?> Shared(string name, string description) => new(name) { Description = description, Recursive = true };
}
