using System.Diagnostics;
using System.Text.Json.Nodes;
using TrustList.Testing;

namespace Tools.Tests;

/// <summary>The real tools as processes, as a script would call them. Where FEDERATION_TRUSTCTL names a program, that is trustctl: a native one, as it is installed.</summary>
internal static class TrustctlProcess
{
    private static readonly string? Native = Environment.GetEnvironmentVariable("FEDERATION_TRUSTCTL");

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    internal static Task<Answer> Run(params IEnumerable<string> arguments) => Start("trustctl", arguments);

    internal static Task<Answer> Start(string tool, params IEnumerable<string> arguments) => Start(tool, new Dictionary<string, string>(), arguments);

    internal static async Task<Answer> Start(string tool, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var native = tool == "trustctl" && Native is { Length: > 0 };
        var info = new ProcessStartInfo(native ? Native! : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        if (!native) info.ArgumentList.Add(Program(tool));
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new Answer(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static string Program(string tool)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(RepositoryPaths.Root!, "tools/src", tool, "bin", configuration, "net10.0", tool + ".dll");
    }
}

/// <summary>What the tool answered.</summary>
internal sealed record Answer(int Code, string Output, string Errors)
{
    internal JsonNode Json => JsonNode.Parse(Output)!;

    internal bool ShowsStackTrace => (Output + Errors).Contains("   at ", StringComparison.Ordinal) || (Output + Errors).Contains("Unhandled", StringComparison.Ordinal);
}
