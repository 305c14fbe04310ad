using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Http;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.World;

/// <summary>A region beside Shanghai whose one endpoint is told to do wrong. Until then it answers well.</summary>
internal sealed class FaultyRegion
{
    private readonly Border _border;

    /// <summary>Puts the region into the world, before it is published.</summary>
    public FaultyRegion(Border border, string code, ScriptedHome home)
    {
        _border = border;
        Home = home;
        Region = RegionSimulator.Create(code, "CN-ZJ", Border.Start.AddDays(-5), border.Hub.Url);
        Region.Node = Region.Node! with { GatewayEndpoints = [home.Url.GetLeftPart(UriPartial.Authority)], GatewayPins = [home.Identity.Pin] };
        home.Script = (question, context) => Answer(context, Claims(question));
        border.Repository.Regions.Add(Region);
        border.PutStatus(1, region: Region);
    }

    public RegionSimulator Region { get; }

    public ScriptedHome Home { get; }

    /// <summary>A gateway key that the region's record does not name.</summary>
    public void PinAnotherKey() => Region.Node = Region.Node! with { GatewayPins = [new string('a', 64)] };

    public void Show(X509Certificate2 certificate) => Home.Host.Certificate = certificate;

    public LiveStatusClaims Claims(LiveQuestion question) => _border.Claims(question);

    public Task Answer(HttpContext context, LiveStatusClaims claims) => Border.Reply(context, claims, Region);

    /// <summary>A status key that the region's record names and that verifies no more.</summary>
    public SoftwareSigner Retired { get; } = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    /// <summary>The region's record names <see cref="Retired"/>.</summary>
    public void ListRetired()
    {
        var (from, until) = (Border.Start.AddDays(-5), Border.Start.AddDays(-1));
        Region.Issuers = Region.Issuers with { StatusKeys = Region.Issuers.StatusKeys.Add(RegionSimulator.StatusRecord(Retired.PublicKey, from, from, until)) };
    }

    /// <summary>A good answer to a question, signed.</summary>
    public LiveAnswer Good(LiveQuestion question) => Border.Answer(Claims(question), Region.StatusKey, Region.StatusKey.PublicKey.Thumbprint);

    /// <summary>Answers the region's next questions so.</summary>
    public void Say(Func<LiveQuestion, HttpContext, Task> script) => Home.Script = script;

    /// <summary>Does wrong below gRPC.</summary>
    public void Misbehave(Misbehaviour what) => (Home.Host.Wrong, Home.Host.ContentType) = (what, "application/grpc");

    /// <summary>A holder of the region's licence is checked, with a live question.</summary>
    public Task<JsonNode> Verdict(string purpose) =>
        _border.Verdict(live: true, purpose, shown: _border.Present(Region, Border.StatusUriOf(Region)));

    /// <summary>A certificate that expired long ago, of the key that the region's record names.</summary>
    public static X509Certificate2 Expired(TlsIdentity identity)
    {
        using var key = identity.Certificate.GetECDsaPrivateKey()!;
        var request = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(Border.Start.AddYears(-19), Border.Start.AddYears(-18));
    }
}
