using System.Diagnostics;

namespace Deploy.Tests.Watching;

/// <summary>Prometheus's own tool.</summary>
internal static class Promtool
{
    internal const string Program = "/usr/bin/promtool";

    /// <summary>Runs it; what it says is the failure's message.</summary>
    internal static async Task Accepts(IEnumerable<string> arguments)
    {
        using var promtool = Process.Start(new ProcessStartInfo(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode == 0, string.Concat(said));
    }
}
