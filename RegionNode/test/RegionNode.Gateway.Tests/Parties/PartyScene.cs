using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Http;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Parties;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace RegionNode.Gateway.Tests.Parties;

/// <summary>
/// Jiangsu's gateway as far as it says who asks: real keys and a really signed list, without a network. Jiangsu registered its police by
/// TLS key and an insurer by assertion key; Shanghai registered police of its own.
/// </summary>
internal sealed class PartyScene : IDisposable
{
    public const string Url = "https://127.0.0.1:5201";
    public static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly Uri Hub = new("http://hub.test");
    private int _assertions;

    public PartyScene()
    {
        Jiangsu.Node = Jiangsu.Node! with { GatewayEndpoints = ["https://gateway.jiangsu.test"] };
        Police = SampleParties.Party("police", Now.AddDays(-1), Purpose.Roadside, Purpose.Counter) with { TlsPins = [PoliceKey.Pin] };
        Insurer = SampleParties.Party("insurer", Now.AddDays(-1), Purpose.Insurance) with { AssertionKeys = [InsurerKey.PublicKey.SubjectPublicKeyInfo], PerSecond = 2, PerDay = 5 };
        Neighbours = SampleParties.Party("police", Now.AddDays(-1)) with { TlsPins = [NeighbourKey.Pin] };
    }

    public RegionSimulator Jiangsu { get; } = RegionSimulator.Create("320000", "CN-JS", Now.AddDays(-5), Hub);
    public RegionSimulator Shanghai { get; } = RegionSimulator.Create("310000", "CN-SH", Now.AddDays(-5), Hub);
    public TlsIdentity PoliceKey { get; } = NewKey();
    public TlsIdentity NeighbourKey { get; } = NewKey();
    public ISigner InsurerKey { get; } = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    public Party Police { get; set; }
    public Party Insurer { get; set; }
    public Party Neighbours { get; set; }
    public SettableClock Clock { get; } = new(Now);
    public GatewayOptions Options { get; } = new() { Code = "320000", Url = Url, IssuerUrl = "https://127.0.0.1:1", OpenPerSecond = 3 };

    public static TlsIdentity NewKey() => TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    /// <summary>The check, by a list that is published now and in the second in which the gateway began.</summary>
    public PartyCheck Check(IReplayCache? replays = null)
    {
        Jiangsu.Parties = SampleParties.Document("320000", Police, Insurer);
        Shanghai.Parties = SampleParties.Document("310000", Neighbours);
        var trust = new CurrentTrust(OwnIssuer.Of(Options), Clock);
        trust.Take(SimulatedTrust.StateOf(new SimulatedRepository(Now, Jiangsu, Shanghai), Now));
        var quota = new MemoryQuota(Clock, new StandingTime());
        var assertions = new AssertionCheck(Options, replays ?? new MemoryReplays(Clock), quota, Clock);
        return new PartyCheck(trust, assertions, quota, Options, Clock);
    }

    /// <summary>A request over a connection with this key, and with these headers.</summary>
    public static HttpContext Request(TlsIdentity? key = null, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.ClientCertificate = key?.Certificate;
        foreach (var (name, value) in headers) context.Request.Headers.Append(name, value);
        return context;
    }

    /// <summary>A request with an assertion of the insurer, as it is or changed.</summary>
    public HttpContext Asserting(Action<JsonObject>? claims = null, ISigner? key = null, Action<JsonObject>? header = null) =>
        Request(null, ("Authorization", "Bearer " + Assertion(claims, key, header)));

    public string Assertion(Action<JsonObject>? claims = null, ISigner? key = null, Action<JsonObject>? header = null)
    {
        var (head, body) = (new JsonObject { ["typ"] = "JWT" }, new JsonObject
        {
            ["iss"] = "320000/insurer", ["aud"] = Url, ["iat"] = Clock.Now.ToUnixTimeSeconds(), ["exp"] = Clock.Now.AddMinutes(5).ToUnixTimeSeconds(),
            ["jti"] = LowerHex.Of(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(_assertions++)).AsSpan(0, 16)),
        });
        header?.Invoke(head);
        claims?.Invoke(body);
        return JwsCompact.Sign(key ?? InsurerKey, head, body);
    }

    public void Dispose()
    {
        PoliceKey.Dispose();
        NeighbourKey.Dispose();
    }
}
