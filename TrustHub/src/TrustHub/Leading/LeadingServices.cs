using Federation.Leading;
using Federation.Hosting.Options;
using Federation.Hosting.Storage;
using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustHub.Storage;

namespace TrustHub.Leading;

/// <summary>Adds who leads: a hub that stands alone, or one of several instances on one PostgreSQL database.</summary>
public static class LeadingServices
{
    /// <summary>The last room to be added: what the others run where this instance leads is started by it.</summary>
    public static void AddLeading(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LedServices>();
        if (builder.Configuration.ReadOptions<HubOptions>(HubOptions.Section).IsAlone)
        {
            services.AddSingleton(new Leadership(Standing.Alone));
            services.AddHostedService<AloneLead>();
            return;
        }
        services.AddSingleton(new Leadership(Standing.Unknown));
        services.AddSingleton(provider => new LeaderSeat(
            HubDatabase.PlaceOf(provider.GetRequiredService<HubOptions>()), TimeSpan.FromMilliseconds(provider.GetRequiredService<HubOptions>().LeaseMilliseconds)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Candidate>(
            provider, provider.GetRequiredService<HubOptions>().InstanceName, TimeSpan.FromMilliseconds(provider.GetRequiredService<HubOptions>().LeaseMilliseconds)));
        services.AddSingleton(provider => new SharedFileTable(HubDatabase.PlaceOf(provider.GetRequiredService<HubOptions>()).ReadersPool()));
        services.AddSingleton<FileFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<FileFollower>());
        services.AddHostedService<ElectedLead>();
        services.AddHttpForwarder().AddSingleton<LeaderForwarding>();
        services.AddHealthChecks().AddCheck<LeadingHealth>("leading");
    }

    /// <summary>Adds a service that runs only where this instance leads.</summary>
    public static IServiceCollection AddLed<T>(this IServiceCollection services) where T : class, IHostedService
    {
        services.TryAddSingleton<T>();
        return services.AddSingleton(provider => new LedService(provider.GetRequiredService<T>));
    }

    /// <summary>Adds a check of what only a leader runs.</summary>
    public static IHealthChecksBuilder AddLedCheck<T>(this IHealthChecksBuilder checks, string name) where T : class, IHealthCheck =>
        checks.AddCheck<LedCheck<T>>(name);

    /// <summary>Lets only the leader answer an endpoint.</summary>
    public static TBuilder RequireLeader<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(NeedsLeader.Mark);

    /// <summary>Sends to the leader what only the leader answers; behind routing.</summary>
    public static void UseLeader(this WebApplication app)
    {
        if (app.Services.GetService<LeaderForwarding>() is not { } forwarding)
            return;
        app.UseForwardedCaller();
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<NeedsLeader>() is null
            ? next(context)
            : forwarding.InvokeAsync(context, next, isPinned: context.GetEndpoint()!.Metadata.GetMetadata<GrpcMethodMetadata>() is not null));
    }
}
