using Federation.Hosting.Tls;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RegionNode.Issuer.Neighbours;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace RegionNode.Issuer.Tests.World;

/// <summary>Another region as the node under test knows it, with test keys: its place in the trust list, and the way through the node's gateway in both directions.</summary>
internal sealed class FarSide
{
    /// <summary>A third region, of which nothing but its place in the trust list is known.</summary>
    internal const string OtherCode = "340000";

    private readonly TestRegion near;

    internal FarSide(TestRegion near, string code, string jurisdiction)
    {
        this.near = near;
        var begun = near.Clock.GetUtcNow().AddDays(-30);
        Region = RegionSimulator.Create(code, jurisdiction, begun, new Uri("http://127.0.0.1:9"));
        var own = RegionSimulator.Create(Province.Code, "CN-SH", begun, new Uri("http://127.0.0.1:9"));
        var ownKey = RegionSimulator.StatusRecord(near.StatusKey, begun, begun, begun.AddYears(1)) with { KeyId = "status-1" };
        own.Issuers = own.Issuers with { StatusKeys = own.Issuers.StatusKeys.Add(ownKey) };
        Repository = new SimulatedRepository(
            near.Clock.GetUtcNow(), Region, own, RegionSimulator.Create(OtherCode, "CN-AH", begun, new Uri("http://127.0.0.1:9")));
    }

    internal RegionSimulator Region { get; }

    /// <summary>The trust list, with this region and the node's own.</summary>
    internal SimulatedRepository Repository { get; }

    /// <summary>Starts a node whose gateway is expected at a port where nobody listens yet.</summary>
    internal static async Task<(TestRegion Near, int Port)> NodeAsync(string[] settings)
    {
        var port = Ports.Free(1)[0];
        return (await TestRegion.StartAsync([$"--Node:GatewayUrl=https://127.0.0.1:{port}", .. settings]), port);
    }

    /// <summary>Has the node believe the trust list as it is now; again after each of its starts.</summary>
    internal void Believe()
    {
        Repository.Now = near.Clock.GetUtcNow();
        Repository.Publish();
        near.Issuer.Services.GetRequiredService<NeighbourTrust>().Take(SimulatedTrust.StateOf(Repository, near.Clock.GetUtcNow()));
    }

    /// <summary>A gRPC server where the node's gateway is, which lets in the node alone.</summary>
    internal WebApplicationBuilder Server(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UsePinnedTls(near.Gateway, ClientCertificateMode.RequireCertificate, pin => pin == near.Request.TlsPin);
        }));
        builder.Services.AddGrpc();
        return builder;
    }

    /// <summary>A way to the node, as its gateway has it.</summary>
    internal GrpcChannel ToNode() => GrpcChannel.ForAddress(near.Issuer.Url, new GrpcChannelOptions
    {
        HttpHandler = near.AroundClient(near.Gateway, PinnedHandler.Create(near.Gateway, () => new HashSet<string> { near.Request.TlsPin })),
        DisposeHttpClient = true,
    });
}
