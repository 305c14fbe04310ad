using Federation.Hosting;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Status;
using RegionNode.Gateway.Verifying;

namespace RegionNode.Gateway;

/// <summary>The gateway as a list of its parts.</summary>
internal static class GatewayApp
{
    /// <summary>The application with these settings, ready to run.</summary>
    /// <exception cref="StartRefusedException">With every wrong setting.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = FederationHost.CreateBuilder(args);
        builder.AddGatewayListener();
        builder.Services.AddTrust();
        builder.Services.AddTrustRoutes();
        builder.Services.AddStatus();
        builder.Services.AddVerifying();
        builder.Services.AddOpenApi();

        var app = builder.Build();
        app.UseFederation();
        app.UseRegionHeaderCheck();
        app.UseRouting();
        app.MapOpenApi();
        app.MapTrust();
        app.MapVerify();
        app.MapGuardedProxy();
        app.MapNoRoute();
        return app;
    }
}
