using Conformance.Running;
using TrustList.Testing;

namespace Conformance.Tests;

/// <summary>This project's verifier as a process, and runs of the suite with it.</summary>
internal static class ReferenceAdapter
{
    /// <summary>Its command line.</summary>
    internal static string Command { get; } = $"dotnet {Program("adapters/reference", "reference")}";

    /// <summary>A program of conformance-tests, as built beside these tests.</summary>
    internal static string Program(string folder, string name) => Path.Combine(
        RepositoryPaths.Root!, "conformance-tests", folder, "bin",
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", $"net10.0/{name}.dll");

    /// <summary>How the tests run the suite: as users do, with a seed of the day.</summary>
    internal static SuiteOptions Options(ulong seed = 20_261_123) => new() { Command = Command, Seed = seed };
}
