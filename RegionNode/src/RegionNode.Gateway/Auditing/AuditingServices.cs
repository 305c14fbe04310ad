namespace RegionNode.Gateway.Auditing;

/// <summary>Wires the gateway's trail.</summary>
internal static class AuditingServices
{
    /// <summary>The trail and its health.</summary>
    public static IServiceCollection AddAuditing(this IServiceCollection services)
    {
        services.AddSingleton<GatewayTrail>().AddHostedService(provider => provider.GetRequiredService<GatewayTrail>());
        services.AddHealthChecks().AddCheck<TrailHealth>("trail");
        return services;
    }
}
