using System.Diagnostics;
using System.Globalization;
using Conformance.Tests.Defects;

namespace Conformance.Tests;

/// <summary>A run that is ended from outside, with hosts and an adapter at work.</summary>
public sealed class EndedRunTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_when_it_is_told_to(string signal)
    {
        using var folder = new SampleFolder();
        using var run = Process.Start(new ProcessStartInfo("dotnet",
            [ReferenceAdapter.Program("src/Conformance.Runner", "certify"), "--adapter", Programs.Null("reject-all"), "--profile", "tuf-client", "--out", folder["cert"]])
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        Assert.StartsWith("FAIL", await run.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", [$"-{signal}", run.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var rest = run.StandardError.ReadToEndAsync(patience.Token);
        await run.WaitForExitAsync(patience.Token);
        await rest;
        Assert.NotEqual(0, run.ExitCode);
        Assert.False(File.Exists(folder["cert/report.html"]));
    }
}
