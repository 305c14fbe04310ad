using System.Diagnostics;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Adapter;

/// <summary>The program that speaks the command line of tuf-conformance, started once for each command.</summary>
internal sealed class TufClientProcess(DirectoryInfo folder, Uri hub)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Program = Path.Combine(
        RepositoryPaths.Root!, "conformance-tests/adapters/tuf-client/bin",
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0/tuf-client.dll");

    /// <summary>What it last said of a failure.</summary>
    public string Errors { get; private set; } = string.Empty;

    public string MetadataFolder => Path.Combine(folder.FullName, "metadata");

    public string TargetsFolder => Path.Combine(folder.FullName, "targets");

    public async Task<int> InitAsync(byte[] root)
    {
        var file = Path.Combine(folder.FullName, "trusted-root.json");
        await File.WriteAllBytesAsync(file, root);
        return await RunAsync("--metadata-dir", MetadataFolder, "init", file);
    }

    public Task<int> RefreshAsync() =>
        RunAsync("--metadata-dir", MetadataFolder, "--metadata-url", $"{hub}tuf", "refresh");

    public Task<int> DownloadAsync(params string[] targets) => RunAsync(
    [
        "--metadata-dir", MetadataFolder, "--metadata-url", $"{hub}tuf", .. targets.SelectMany(target => new[] { "--target-name", target }),
        "--target-base-url", $"{hub}tuf/targets", "--target-dir", TargetsFolder, "download",
    ]);

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardError = true, UseShellExecute = false })!;
        using var patience = new CancellationTokenSource(Patience);
        Errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }
}
