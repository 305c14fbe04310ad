using System.Text.RegularExpressions;
using Deploy.Tests.Configuration;
using TrustList.Testing;

namespace Deploy.Tests.Installing;

/// <summary>What an operator is told to write is what a program reads: scripts, units, pages.</summary>
public sealed partial class NamedSettingsTests
{
    public static TheoryData<string> Files => new()
    {
        "deploy/install", "deploy/INSTALL.md", "deploy/compose.yaml", "deploy/systemd/federation-hub.service", "deploy/systemd/federation-issuer.service", "deploy/systemd/federation-gateway.service",
        "deploy/runbooks/first-licence.md", "deploy/runbooks/join.md", "deploy/runbooks/gateways.md", "docs/configuration.md",
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Rejects_a_name_that_no_program_reads(string file)
    {
        var named = Variable.Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root!, file))).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        Assert.All(named, name => Assert.Contains(ServiceProgram.All, program => program.Reads(name)));
    }

    [GeneratedRegex("(?<![A-Za-z_])(Hub|Node|Registry|Limits|Gateway|Asking|Telemetry|Rehearsal)(__[A-Za-z0-9]+)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable { get; }
}
