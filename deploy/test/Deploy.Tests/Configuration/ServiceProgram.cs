using Federation.Hosting.Options;
using TrustList.Testing;

namespace Deploy.Tests.Configuration;

/// <summary>One of the three programs: what it is called, where it is built, which settings it reads.</summary>
public sealed record ServiceProgram(string Name, string Folder, SettingSections Sections)
{
    /// <summary>All three.</summary>
    public static IReadOnlyList<ServiceProgram> All { get; } =
    [
        new("TrustHub", "TrustHub/src", TrustHub.HubSettings.All),
        new("RegionNode.Issuer", "RegionNode/src", RegionNode.Issuer.IssuerSettings.All),
        new("RegionNode.Gateway", "RegionNode/src", RegionNode.Gateway.GatewaySettings.All),
    ];

    /// <summary>The built program, of the same configuration as these tests.</summary>
    public string Assembly => Path.Combine(RepositoryPaths.Root!, Folder, Name, "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!, "net10.0", $"{Name}.dll");

    /// <summary>Its settings.</summary>
    public IReadOnlyList<Setting> Settings => Setting.Of(Sections);

    /// <summary>Whether it reads a setting of this name (an array's or a map's entry by its own).</summary>
    public bool Reads(string path) => Settings.Any(setting => path.Equals(setting.Path, StringComparison.OrdinalIgnoreCase)
        || (IsMany(setting) && path.StartsWith($"{setting.Path}:", StringComparison.OrdinalIgnoreCase)));

    private static bool IsMany(Setting setting) => setting.Property.PropertyType != typeof(string) && setting.Default is System.Collections.IEnumerable;
}
