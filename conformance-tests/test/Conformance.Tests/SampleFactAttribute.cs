using System.Diagnostics;

namespace Conformance.Tests;

/// <summary>A fact that needs programs of the system: reported as skipped, never passed, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SampleFactAttribute : FactAttribute
{
    /// <summary>Marks a test.</summary>
    /// <param name="check">A line for the shell that ends with 0 where all that is needed is there.</param>
    public SampleFactAttribute(string check)
    {
        Check = check;
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{check} >/dev/null 2>&1"]))!;
        shell.WaitForExit();
        Skip = shell.ExitCode == 0 ? null : $"needs: {check}";
    }

    /// <summary>The line.</summary>
    public string Check { get; }
}
