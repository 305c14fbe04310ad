using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Standins.Tests.Peer;

namespace Standins.Tests.Rpc;

/// <summary>Our side of echo.proto. It reports what it saw of a call as one line an event.</summary>
internal sealed class EchoService(EchoEvents events) : Echo.EchoBase
{
    /// <summary>Request headers that come back as trailers.</summary>
    private static readonly string[] Returned = ["note", "note-bin", "authorization", "added"];

    public override Task<Line> Say(Line request, ServerCallContext context)
    {
        foreach (var entry in context.RequestHeaders.Where(entry => Returned.Contains(entry.Key)))
        {
            context.ResponseTrailers.Add(entry);
        }

        events.Report($"say encoded {context.GetHttpContext().Request.Headers["grpc-encoding"]}");
        return Task.FromResult(new Line { Text = request.Text });
    }

    public override async Task Repeat(
        RepeatRequest request, IServerStreamWriter<Line> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < request.Times; i++)
        {
            await responseStream.WriteAsync(
                new Line { Text = $"{request.Text} {i}" }, context.CancellationToken);
        }
    }

    public override async Task<Line> Collect(IAsyncStreamReader<Line> requestStream, ServerCallContext context)
    {
        var lines = new List<string>();
        await foreach (var line in requestStream.ReadAllAsync(context.CancellationToken))
        {
            lines.Add(line.Text);
        }

        return new Line { Text = string.Join(',', lines) };
    }

    public override async Task Chat(
        IAsyncStreamReader<Line> requestStream, IServerStreamWriter<Line> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(new Line { Text = requestStream.Current.Text.ToUpperInvariant() });
        }
    }

    public override async Task Wait(
        Line request, IServerStreamWriter<Line> responseStream, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "waiting", "yes" } });
        await responseStream.WriteAsync(new Line { Text = "waiting" });
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            events.Report(context.Deadline == DateTime.MaxValue
                ? "wait cancelled"
                : "wait cancelled with a deadline");
            throw;
        }
    }

    public override Task<Line> Refuse(Line request, ServerCallContext context)
    {
        var detail = new ErrorStatus { Code = (int)StatusCode.FailedPrecondition, Message = request.Text };
        detail.Details.Add(Any.Pack(new Refusal { Reason = "too late" }));
        throw new RpcException(
            new Status(StatusCode.FailedPrecondition, request.Text),
            new Metadata
            {
                { "refusal-code", "late" },
                { "grpc-status-details-bin", detail.ToByteArray() },
            });
    }
}
