using RegionNode.Gateway.Page;
using TrustList.Testing.Peers;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>Debian's Chromium, which the page is tested in.</summary>
internal static class Chromium
{
    /// <summary>The program; null where it is not installed.</summary>
    public static string? Program { get; } = PeerProcess.Find("chromium");

    /// <summary>What is not installed, or null where everything is.</summary>
    public static string? Missing { get; } = Program is null ? "needs Chromium (package chromium)" : Fonts;

    private static string? Fonts => Directory.Exists("/usr/share/fonts/opentype/noto") ? null : "needs Chinese fonts (package fonts-noto-cjk)";
}

/// <summary>A fact that needs Chromium: reported as skipped, never passed, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>A fact that needs Chromium and a gateway built with the module for QR codes: reported as skipped, never passed, where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CodeFactAttribute : FactAttribute
{
    public CodeFactAttribute() => Skip = Chromium.Missing ?? (PageAssets.HasCodes ? null : "needs npm qr in the page (npm ci in RegionNode.Gateway/Page, then build)");
}

/// <summary>A theory that needs Chromium: reported as skipped, never passed, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Missing;
}
