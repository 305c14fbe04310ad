using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Conformance.Cases;

namespace Conformance.Adapters;

/// <summary>One running process of an adapter. Its lines are bounded; what it writes to standard error is kept for the report.</summary>
internal sealed class AdapterProgram : IDisposable
{
    private const int LongestLine = 3_000_000;
    private const int ErrorLines = 200;
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateBounded<string>(16);

    private AdapterProgram(Process process) => this.process = process;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts it by the shell, with its folder for state.</summary>
    public static AdapterProgram Start(string command, string state, Action<WireLine> wire)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec " + command },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["ADAPTER_STATE"] = state },
        };
        var process = Process.Start(start)!;
        var program = new AdapterProgram(process);
        _ = program.ReadAsync();
        _ = CopyErrorsAsync(process.StandardError, wire);
        return program;
    }

    /// <summary>Writes a line; nothing happens where nobody reads it any more.</summary>
    public async Task WriteAsync(string line, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync((line + "\n").AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            // It ended; the reader will say so.
        }
    }

    /// <summary>Nothing more will be asked.</summary>
    public void Close() => process.StandardInput.Close();

    /// <summary>Its next line; null once it has written its last.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellation) =>
        await lines.Reader.WaitToReadAsync(cancellation) && lines.Reader.TryRead(out var line) ? line : null;

    /// <summary>Ends it and all that it started, now.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(5_000);
        }
        catch (InvalidOperationException)
        {
            // Ended already.
        }
    }

    /// <summary>Waits for its end, or ends it.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        using var patient = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(patient.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        await BoundedLines.ReadAsync(process.StandardOutput, LongestLine, line => lines.Writer.WriteAsync(line));
        lines.Writer.TryComplete();
    }

    private static Task CopyErrorsAsync(StreamReader errors, Action<WireLine> wire)
    {
        var left = ErrorLines;
        return BoundedLines.ReadAsync(errors, WireLine.Longest + 1, line =>
        {
            if (left-- > 0)
                wire(WireLine.Of('!', line));
            return ValueTask.CompletedTask;
        });
    }
}
