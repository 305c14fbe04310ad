using System.Diagnostics;
using Deploy.Tests.Configuration;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace Deploy.Tests.Units;

/// <summary>Each program runs under its own unit's system-call filter: a filter that forbids what the runtime needs would show on the day of the installation alone.</summary>
public sealed class FilterTests
{
    private static readonly string Under = Path.Combine(RepositoryPaths.Root!, "deploy", "test", "Deploy.Tests", "Units", "under-unit.py");

    [FilterTheory]
    [InlineData("hub", "TrustHub")]
    [InlineData("issuer", "RegionNode.Issuer")]
    [InlineData("gateway", "RegionNode.Gateway")]
    public async Task Accepts_the_program_under_its_units_filter(string service, string program)
    {
        var (code, said) = await Run(Unit.Of(service).File, ["dotnet", ServiceProgram.All.Single(one => one.Name == program).Assembly, "check"]);
        Assert.Equal(78, code); // It ran, and named what it was not told.
        Assert.Contains("DataDir", said, StringComparison.Ordinal);
    }

    [FilterTheory]
    [InlineData("import ctypes, os; libc = ctypes.CDLL(None, use_errno=True); libc.chroot(b'/'); raise SystemExit(ctypes.get_errno())")]
    [InlineData("import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.mount(b'x', b'/tmp', b'tmpfs', 0, None); raise SystemExit(ctypes.get_errno())")]
    [InlineData("import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.ptrace(16, 1, 0, 0); raise SystemExit(ctypes.get_errno())")]
    public async Task Rejects_what_a_service_never_does(string attempt) => Assert.Equal(1, (await Run(Unit.Of("hub").File, ["python3", "-c", attempt])).Code); // EPERM

    private static async Task<(int Code, string Said)> Run(string unit, IEnumerable<string> command)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [Under, unit, .. command]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, await output + await errors);
    }
}

/// <summary>A theory that needs systemd-analyze, Python and libseccomp.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FilterTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where one is absent.</summary>
    public FilterTheoryAttribute() => Skip = PeerProcess.Find("systemd-analyze") is not null && PeerProcess.Find("python3") is not null && File.Exists("/usr/lib/x86_64-linux-gnu/libseccomp.so.2")
        ? null : "systemd-analyze, python3 or libseccomp is not installed (Debian: systemd, python3, libseccomp2)";
}
