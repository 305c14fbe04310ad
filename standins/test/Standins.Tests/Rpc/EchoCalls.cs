using Grpc.Core;
using Standins.Tests.Peer;

namespace Standins.Tests.Rpc;

/// <summary>
/// What our client demands of any server of echo.proto, ours or another's. <paramref name="nextEvent"/>
/// reads the next thing that the server reports.
/// </summary>
internal sealed class EchoCalls(Echo.EchoClient client, Func<Task<string>> nextEvent)
{
    internal async Task UnaryAsync()
    {
        var headers = new Metadata { { "note", "for you" }, { "note-bin", [0, 1, 255] } };
        using var call = client.SayAsync(new Line { Text = "grüezi 你好" }, headers);

        Assert.Equal("grüezi 你好", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("for you", call.GetTrailers().GetValue("note"));
        Assert.Equal([0, 1, 255], call.GetTrailers().GetValueBytes("note-bin")!);
    }

    internal async Task ServerStreamingAsync()
    {
        using var call = client.Repeat(new RepeatRequest { Text = "line", Times = 100 });

        var lines = new List<string>();
        await foreach (var line in call.ResponseStream.ReadAllAsync())
        {
            lines.Add(line.Text);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"line {i}"), lines);
    }

    internal async Task ClientStreamingAsync()
    {
        using var call = client.Collect();
        foreach (var text in new[] { "a", "b", "c" })
        {
            await call.RequestStream.WriteAsync(new Line { Text = text });
        }

        await call.RequestStream.CompleteAsync();

        Assert.Equal("a,b,c", (await call).Text);
    }

    /// <summary>Each answer is awaited before the next question, so both directions are open at once.</summary>
    internal async Task DuplexAsync()
    {
        using var call = client.Chat();
        foreach (var text in new[] { "one", "two", "three" })
        {
            await call.RequestStream.WriteAsync(new Line { Text = text });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(text.ToUpperInvariant(), call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    internal async Task DeadlineAsync()
    {
        using var call = client.Wait(new Line(), deadline: TestTimes.DeadlineFromNow);

        var failure = await Assert.ThrowsAsync<RpcException>(() => ReadToEndAsync(call));
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal("wait cancelled with a deadline", await nextEvent());
    }

    internal async Task CancellationAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = client.Wait(new Line(), cancellationToken: cancellation.Token);
        Assert.Equal("yes", (await call.ResponseHeadersAsync.WaitAsync(TestTimes.Patience)).GetValue("waiting"));

        // Not before a line was read: Grpc.Net.Client may name a cancellation that comes while it takes up
        // the response Internal (grpc/grpc-dotnet#1547).
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(TestTimes.Patience));
        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => ReadToEndAsync(call));
        Assert.True(failure.StatusCode == StatusCode.Cancelled, failure.ToString());
        Assert.Equal("wait cancelled", await nextEvent());
    }

    internal async Task ErrorDetailAsync()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(
            () => client.RefuseAsync(new Line { Text = "not before Monday" }).ResponseAsync);

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("not before Monday", failure.Status.Detail);
        Assert.Equal("late", failure.Trailers.GetValue("refusal-code"));
        var detail = ErrorStatus.Parser.ParseFrom(failure.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal((int)StatusCode.FailedPrecondition, detail.Code);
        Assert.Equal("not before Monday", detail.Message);
        Assert.True(Assert.Single(detail.Details).TryUnpack<Refusal>(out var refusal));
        Assert.Equal("too late", refusal.Reason);
    }

    private static async Task ReadToEndAsync(AsyncServerStreamingCall<Line> call)
    {
        while (await call.ResponseStream.MoveNext().WaitAsync(TestTimes.Patience))
        {
        }
    }
}
