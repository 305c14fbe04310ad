using Federation.Hosting.Options;

namespace TrustHub;

/// <summary>What an operator can set of the hub.</summary>
public static class HubSettings
{
    /// <summary>Every section that the hub reads.</summary>
    public static SettingSections All { get; } = new(SettingSection.Of<HubOptions>(HubOptions.Section));
}
