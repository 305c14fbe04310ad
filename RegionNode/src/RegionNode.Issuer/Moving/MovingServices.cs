namespace RegionNode.Issuer.Moving;

/// <summary>Wires the moves.</summary>
internal static class MovingServices
{
    internal static IServiceCollection AddMoving(this IServiceCollection services) => services
        .AddSingleton<TransferLog>()
        .AddSingleton<TransferWalk>()
        .AddSingleton<SignedMoves>()
        .AddSingleton<MovingTroubles>()
        .AddSingleton<SilentRegions>()
        .AddSingleton<MovingSteps>()
        .AddSingleton<TransferSettlement>()
        .AddSingleton<MovingOut>()
        .AddSingleton<MovingIn>()
        .AddHostedService<MovingKeeper>();
}
