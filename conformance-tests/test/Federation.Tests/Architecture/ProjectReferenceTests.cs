using System.Xml.Linq;
using TrustList.Testing;

namespace Federation.Tests.Architecture;

/// <summary>Who may reference whom (CONTRIBUTING.md): read from the project files, so that a shortcut fails the build.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["TrustList.Format"] = [],
        ["TrustList.Protocol"] = ["TrustList.Format"],
        ["TrustList.Sync"] = ["TrustList.Format"],
        ["TrustList.Testing"] = ["TrustList.Format", "TrustList.Sync"],
        ["Federation.Hosting"] = ["TrustList.Format"],
        ["Federation.Leading"] = ["TrustList.Format", "Federation.Hosting"],
        ["TrustHub"] = ["TrustList.Format", "TrustList.Protocol", "Federation.Hosting", "Federation.Leading"],
        ["RegionNode.Issuer"] = ["TrustList.Format", "TrustList.Protocol", "TrustList.Sync", "Federation.Hosting", "Federation.Leading"],
        ["RegionNode.Gateway"] = ["TrustList.Format", "TrustList.Protocol", "TrustList.Sync", "Federation.Hosting"],
        ["Ceremonies"] = ["TrustList.Format", "TrustList.Protocol", "TrustList.Sync", "Federation.Hosting"],
        ["trustctl"] = ["TrustList.Format", "TrustList.Sync", "Ceremonies"],
        ["demo"] = ["TrustList.Format", "TrustList.Sync", "TrustList.Testing", "Federation.Hosting", "Ceremonies"],
        ["tuf-client"] = ["TrustList.Format", "TrustList.Sync"],
        ["reference"] = ["TrustList.Format", "TrustList.Sync"],
        ["defective"] = [],
        ["null"] = [],
        ["Conformance.Patcher"] = [],
        ["Conformance.Runner"] = ["TrustList.Format", "TrustList.Sync", "TrustList.Testing", "Conformance.Patcher"],
        ["bench"] = ["TrustList.Format", "TrustList.Protocol", "TrustList.Sync", "TrustList.Testing", "Federation.Hosting", "TrustHub", "RegionNode.Issuer", "demo"],
        ["nation"] = ["TrustList.Format", "TrustList.Sync", "TrustList.Testing"],
    };

    /// <summary>Only test projects and tools that play a story may see the simulators.</summary>
    private static readonly string[] Standins = ["Grpc.Core.Api", "Grpc.Net.Common", "System.IO.Hashing"];

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_only_what_its_room_may(string project)
    {
        var referenced = References(Find(project)).Except(Standins, StringComparer.Ordinal);
        Assert.Empty(referenced.Except(Allowed[project], StringComparer.Ordinal));
    }

    [Fact]
    public void Knows_every_product_project()
    {
        var products = All().Where(path => !path.Contains("/test/", StringComparison.Ordinal) && !path.Contains("/standins/", StringComparison.Ordinal));
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), products.Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Format_needs_no_package_but_the_signature_provider() =>
        Assert.Equal(["Portable.BouncyCastle"], Elements(Find("TrustList.Format"), "PackageReference"));

    private static string Find(string name) => Assert.Single(All(), path => Name(path) == name);

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    private static IEnumerable<string> All() => Directory
        .EnumerateFiles(RepositoryPaths.Root!, "*.csproj", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal));

    // A reference without output only orders the build: the program is started as a process.
    private static IEnumerable<string> References(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => Name((string)reference.Attribute("Include")!));

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(project).Descendants(name).Select(element => (string)element.Attribute("Include")!);
}
