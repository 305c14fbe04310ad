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
}
