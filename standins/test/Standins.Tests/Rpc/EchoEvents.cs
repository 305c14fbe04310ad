using System.Threading.Channels;

namespace Standins.Tests.Rpc;

/// <summary>What the service saw, in order.</summary>
internal sealed class EchoEvents
{
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    internal void Report(string line) => lines.Writer.TryWrite(line);

    internal Task<string> NextAsync() => lines.Reader.ReadAsync().AsTask().WaitAsync(TestTimes.Patience);
}
