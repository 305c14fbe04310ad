namespace RegionNode.Issuer.Audit;

/// <summary>Wires the trail's signing and showing; recording needs nothing.</summary>
internal static class AuditServices
{
    internal static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<AuditHealth>("audit");
        return services.AddSingleton<AuditSeals>().AddSingleton<AuditDesk>().AddHostedService<AuditAnchor>();
    }
}
