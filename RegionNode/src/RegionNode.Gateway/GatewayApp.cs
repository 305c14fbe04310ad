using Federation.Hosting;
using Federation.Hosting.Limits;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Auditing;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Description;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Page;
using RegionNode.Gateway.Parties;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Status;
using RegionNode.Gateway.Verifying;
using RegionNode.Gateway.Verifying.Rpc;
using RegionNode.Gateway.Watching;

namespace RegionNode.Gateway;

/// <summary>The gateway as a list of its parts.</summary>
internal static class GatewayApp
{
    /// <summary>The application with these settings, ready to run.</summary>
    /// <exception cref="StartRefusedException">With every wrong setting.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = FederationHost.CreateBuilder(args, GatewaySettings.All);
        builder.AddFederationTelemetry(builder.AddGatewayListener().TelemetryName);
        builder.Services.AddTrust();
        builder.Services.AddTrustRoutes();
        builder.Services.AddStatus();
        builder.AddCaching();
        builder.Services.AddParties();
        builder.Services.AddAuditing();
        builder.Services.AddVerifying();
        builder.Services.AddWatching();
        builder.Services.AddOpenApi(description => description.AddOperationTransformer<GatewayOperation>().AddDocumentTransformer<GatewayDocument>());
        builder.Services.AddDrain();

        var app = builder.Build();
        app.UseFederation();
        app.UseNoCompressedMessages();
        app.UseFloodgate();
        app.UseRegionHeaderCheck();
        app.UseRouting();
        app.UseVerifierDoor();
        app.MapOpenApi();
        app.MapTrust();
        app.MapVerifying();
        app.MapPage();
        app.MapGuardedProxy();
        app.MapNoRoute();
        return app;
    }
}
