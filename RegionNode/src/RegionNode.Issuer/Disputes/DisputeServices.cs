namespace RegionNode.Issuer.Disputes;

/// <summary>Wires disputes on both sides.</summary>
internal static class DisputeServices
{
    internal static IServiceCollection AddDisputes(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DisputeHealth>("disputes");
        return services
            .AddSingleton<DisputeSignal>()
            .AddSingleton<DisputeDesk>()
            .AddSingleton<DisputeIntake>()
            .AddSingleton<DisputeOffice>()
            .AddSingleton<DisputeWire>()
            .AddHostedService<DisputeSender>();
    }
}
