using System.Text;
using System.Threading.Channels;

namespace Federation.Bench.Gateway;

/// <summary>Lines at the end of a file, on disk when the task has ended; those that wait together share a flush.</summary>
internal sealed class DurableLines : IAsyncDisposable
{
    private readonly Channel<(string Line, TaskCompletionSource Done)> waiting = Channel.CreateBounded<(string, TaskCompletionSource)>(1024);
    private readonly Task writing;

    internal DurableLines(string file) => writing = Task.Factory.StartNew(() => Write(file), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    internal async Task AppendAsync(string line)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((line, done));
        await done.Task;
    }

    private void Write(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        var together = new List<TaskCompletionSource>();
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (waiting.Reader.TryRead(out var next))
            {
                stream.Write(Encoding.UTF8.GetBytes(next.Line + "\n"));
                together.Add(next.Done);
            }
            stream.Flush(flushToDisk: true);
            together.ForEach(done => done.SetResult());
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await writing;
    }
}
