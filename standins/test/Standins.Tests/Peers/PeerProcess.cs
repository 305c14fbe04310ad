using System.Diagnostics;
using System.Text;

namespace Standins.Tests.Peers;

/// <summary>
/// A program of another make that a test talks to. It says things line by line on its output; the test
/// closes its input when done, and ends it by its own id if it does not go.
/// </summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Task<string> errors;

    private PeerProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    internal static PeerProcess Start(string program, string directory, params IEnumerable<string> arguments) =>
        new(Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!);

    /// <summary>The next line; fails with what the program complained of where it ends or stays silent.</summary>
    internal async Task<string> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(TestTimes.Patience);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(patience.Token);
            return line ?? throw new InvalidOperationException($"The peer ended: {await errors}");
        }
        catch (OperationCanceledException silence)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The peer said nothing: {await errors}", silence);
        }
    }

    /// <summary>Waits until the program ends by itself.</summary>
    internal async Task FinishAsync()
    {
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TestTimes.Patience);
        await process.WaitForExitAsync().WaitAsync(TestTimes.Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The peer failed: {output}{await errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
