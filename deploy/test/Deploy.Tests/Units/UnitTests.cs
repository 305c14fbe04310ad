using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Deploy.Tests.Configuration;
using TrustList.Testing.Peers;

namespace Deploy.Tests.Units;

/// <summary>The systemd units: how little they leave open, by systemd's own measure, and that what they name is there.</summary>
public sealed partial class UnitTests
{
    private const double MostExposure = 3.0;

    public static TheoryData<string, string> Services => new() { { "hub", "TrustHub" }, { "issuer", "RegionNode.Issuer" }, { "gateway", "RegionNode.Gateway" } };

    [SystemdTheory]
    [MemberData(nameof(Services))]
    public async Task Accepts_units_that_leave_less_open_than_three(string service, string program)
    {
        var unit = Unit.Of(service);
        Assert.EndsWith(program, Assert.Single(unit["ExecStart"]), StringComparison.Ordinal);
        var said = await PeerProcess.RunAsync(PeerProcess.Find("systemd-analyze")!, "/", "", TimeSpan.FromMinutes(1), "security", "--offline=true", "--no-pager", unit.File);
        var exposure = double.Parse(Level.Match(said).Groups["level"].Value, CultureInfo.InvariantCulture);
        Assert.True(exposure < MostExposure, said);
    }

    /// <summary>A word that systemd does not know would be let go by in silence, and with it the lock that it names.</summary>
    [SystemdTheory]
    [MemberData(nameof(Services))]
    public async Task Rejects_a_line_that_systemd_does_not_know(string service, string program)
    {
        using var process = Process.Start(new ProcessStartInfo(PeerProcess.Find("systemd-analyze")!, ["verify", "--man=no", Unit.Of(service).File]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        // The program is not installed here: that alone may be wrong.
        var said = (await output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains("federation-", StringComparison.Ordinal));
        Assert.All(said, line => Assert.Contains($"{program} is not executable", line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Rejects_a_unit_that_could_lose_keys_or_start_a_bad_configuration_again(string service, string program)
    {
        var unit = Unit.Of(service);
        Assert.Contains(ServiceProgram.All, known => known.Name == program);
        (string Name, string Value)[] wanted =
        [
            ("User", $"federation-{service}"), ("StateDirectory", $"federation-{service}"), ("StateDirectoryMode", "0700"), ("UMask", "0077"), ("EnvironmentFile", $"/etc/federation/{service}.env"),
            ("ProtectSystem", "strict"), ("NoNewPrivileges", "yes"), ("CapabilityBoundingSet", ""), ("LimitCORE", "0"), ("RestartPreventExitStatus", "78"), ("Restart", "on-failure"),
        ];
        Assert.All(wanted, setting => Assert.Equal(setting.Value, Assert.Single(unit[setting.Name])));
        Assert.NotEmpty(unit["MemoryMax"]);
        Assert.DoesNotContain(unit["Environment"], value => value.Contains("assword=", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"Overall exposure level for \S+: (?<level>[0-9.]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Level { get; }
}

/// <summary>A theory that needs Debian's package systemd; nothing of it has to run.</summary>
public sealed class SystemdTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where it is not installed.</summary>
    public SystemdTheoryAttribute() => Skip = PeerProcess.Find("systemd-analyze") is null ? "systemd-analyze is not installed (Debian: systemd)" : null;
}
