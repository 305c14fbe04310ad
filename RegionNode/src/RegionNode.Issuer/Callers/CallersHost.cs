using Federation.Hosting.Options;

namespace RegionNode.Issuer.Callers;

/// <summary>What this room adds to the host.</summary>
internal static class CallersHost
{
    internal static IServiceCollection AddCallers(this IServiceCollection services, CallLimitOptions limits) => services
        .AddValidatedOptions<CallLimitOptions>(CallLimitOptions.Section)
        .AddSingleton<HolderLimits>()
        .AddRateLimiter(limiter => limiter.Limit(limits))
        .AddSingleton<CallerRoles>()
        .AddSingleton<CallerKeys>()
        .AddSingleton<SpentTokens>()
        .AddSingleton<TokenCheck>()
        .AddSingleton<CallerGate>();
}
