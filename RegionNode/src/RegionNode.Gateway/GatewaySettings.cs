using Federation.Hosting.Options;
using RegionNode.Gateway.Verifying.Asking;

namespace RegionNode.Gateway;

/// <summary>What an operator can set of the gateway.</summary>
public static class GatewaySettings
{
    /// <summary>Every section that the gateway reads.</summary>
    public static SettingSections All { get; } = new(
        SettingSection.Of<GatewayOptions>(GatewayOptions.Section),
        SettingSection.Of<AskingOptions>(AskingOptions.Section));
}
