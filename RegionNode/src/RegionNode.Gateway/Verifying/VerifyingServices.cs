namespace RegionNode.Gateway.Verifying;

/// <summary>Wires what decides presentations.</summary>
internal static class VerifyingServices
{
    /// <summary>The decision and the way to home regions.</summary>
    public static IServiceCollection AddVerifying(this IServiceCollection services) => services
        .AddSingleton<HomeChannels>()
        .AddSingleton<HomeRegion>()
        .AddSingleton<Decision>()
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, VerifyBodyJson.Default));
}
