using Federation.Hosting.Options;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Registry;

namespace RegionNode.Issuer;

/// <summary>What an operator can set of the issuer.</summary>
public static class IssuerSettings
{
    /// <summary>Every section that the issuer reads.</summary>
    public static SettingSections All { get; } = new(
        SettingSection.Of<NodeOptions>(NodeOptions.Section),
        SettingSection.Of<RegistryOptions>(RegistryOptions.Section),
        SettingSection.Of<CallLimitOptions>(CallLimitOptions.Section));

    /// <summary>Whether this issuer is one of several on one database: where it has a name among them.</summary>
    internal static bool IsOneOfSeveral(string[] args) =>
        new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build()
            [$"{NodeOptions.Section}:{nameof(NodeOptions.Instance)}"] is { Length: > 0 };
}
