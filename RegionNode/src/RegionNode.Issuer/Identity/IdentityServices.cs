using Federation.Hosting;
using RegionNode.Issuer.Health;

namespace RegionNode.Issuer.Identity;

/// <summary>Chooses the identity provider at start.</summary>
internal static class IdentityServices
{
    /// <summary>Nothing said: simulated in a rehearsal, none outside one.</summary>
    /// <exception cref="StartRefusedException">Simulated outside a rehearsal, and not allowed twice.</exception>
    internal static IServiceCollection AddIdentity(this IServiceCollection services, NodeOptions options, bool rehearsal)
    {
        var name = options.IdentityProvider.Length > 0 ? options.IdentityProvider : rehearsal ? SimulatedIdentity.ProviderName : NoIdentity.ProviderName;
        if (name == SimulatedIdentity.ProviderName && !rehearsal && !options.AllowSimulatedIdentity)
            throw new StartRefusedException("Node:IdentityProvider: 'simulated' proves nothing; refused outside a rehearsal unless Node:AllowSimulatedIdentity is true");
        if (name == SimulatedIdentity.ProviderName && !rehearsal)
            services.AddHealthChecks().AddCheck<IdentityHealth>("identity");
        return services
            .AddSingleton<IIdentityProvider>(name == SimulatedIdentity.ProviderName ? new SimulatedIdentity() : new NoIdentity())
            .AddSingleton<IdentityDesk>();
    }
}
