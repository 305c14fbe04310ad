using TrustList.Testing;

namespace Conformance.Tests.Defects;

/// <summary>The adapters that are started as processes, of the same build as these tests.</summary>
internal static class Programs
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string Root => RepositoryPaths.Root!;

    public static string Defective => Command("defective", "defective.dll");

    public static string Null(string name) => $"{Command("null", "null-verifier.dll")} {name}";

    private static string Command(string folder, string file) =>
        $"dotnet {Path.Combine(Root, "conformance-tests/adapters", folder, "bin", Configuration, "net10.0", file)}";
}
