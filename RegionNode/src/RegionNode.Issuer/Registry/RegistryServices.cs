using Federation.Hosting.Options;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Registry.Feed;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Registry.Police;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Registry;

/// <summary>What the room adds to the host.</summary>
internal static class RegistryServices
{
    internal static IServiceCollection AddRegistry(this IServiceCollection services, NodeOptions node) => services
        .AddValidatedOptions<RegistryOptions>(RegistryOptions.Section)
        .AddSingleton(provider => AdapterOf(provider.GetRequiredService<RegistryOptions>(), node.Code, node.DataDir, OwnTerritory.Of(node)))
        .AddSingleton<RegistryDesk>()
        .AddSingleton<FeedDesk>()
        .AddSingleton<FeedPruner>()
        .AddHostedService(provider => provider.GetRequiredService<FeedPruner>())
        .AddSingleton<ImportSignal>()
        .AddSingleton<ImportDesk>()
        .AddSingleton<ImportIntake>()
        .AddSingleton<ImportMerge>()
        .AddHostedService<ImportMerger>();

    /// <summary>The one place where settings become the adapter.</summary>
    internal static PoliceAdapter AdapterOf(RegistryOptions options, string code, string dataDir, Territory territory) =>
        new(OfficeBook.Open(options, dataDir, territory), new ElectronicNumbers(options, code), territory);
}
