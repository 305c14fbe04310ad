namespace RegionNode.Gateway.Parties;

/// <summary>Wires what says who asks.</summary>
internal static class PartyServices
{
    /// <summary>The check of callers and of their assertions.</summary>
    public static IServiceCollection AddParties(this IServiceCollection services) => services.AddSingleton<AssertionCheck>().AddSingleton<PartyCheck>();
}
