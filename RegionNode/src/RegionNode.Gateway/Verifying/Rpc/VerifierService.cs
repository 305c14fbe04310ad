using System.Runtime.CompilerServices;
using Grpc.Core;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using RegionNode.Gateway.Verifying.Batches;
using TrustList.Protocol;
using Refusal = RegionNode.Gateway.Guarding.Refusal;

namespace RegionNode.Gateway.Verifying.Rpc;

/// <summary><c>federation.verify.v1.Verifier</c>: the gRPC form of <c>POST /v1/verify</c> and of its batch.</summary>
internal sealed class VerifierService(PartyCheck parties, VerifyDesk desk, PacedDesk paced, BatchRooms rooms) : Verifier.VerifierBase
{
    /// <inheritdoc/>
    public override async Task<VerifyAnswer> Verify(VerifyRequest request, ServerCallContext context)
    {
        var party = await Caller(context);
        var read = QuestionMessage.Read(request);
        if (read.Question is not { } question) throw RefusalAnswer.Exception(context.GetHttpContext(), read.Refusal!, read.Detail);
        var reply = await desk.Answer(party, question, context.CancellationToken);
        return reply.Answer is { } answer ? AnswerMessage.Of(answer) : throw Refused(context, reply.Refused!);
    }

    /// <inheritdoc/>
    public override async Task VerifyMany(IAsyncStreamReader<VerifyRequest> requestStream, IServerStreamWriter<VerifyReply> responseStream, ServerCallContext context)
    {
        var party = await Caller(context);
        using var room = rooms.Enter(party.Name)
            ?? throw RefusalAnswer.Exception(context.GetHttpContext(), Refusal.Busy, $"at most {BatchLimits.OfOneParty} batches of a party and {BatchLimits.Batches} of all are open", TimeSpan.FromSeconds(1));
        using var cutOff = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        cutOff.CancelAfter(BatchLimits.CutOff);
        var lines = InTime.Of(token => Lines(requestStream, token), BatchLimits.Silence, BatchLimits.Longest, cutOff.Token);
        var replies = InOrder.Each(paced.InTurn(party, lines, cutOff.Token), Reply, reply => reply.CalculateSize(), BatchLimits.AtOnce, cutOff.Token);
        try
        {
            await foreach (var reply in replies) await responseStream.WriteAsync(reply, cutOff.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw RefusalAnswer.Exception(context.GetHttpContext(), Refusal.TooLarge, "the answers were not read in time");
        }
    }

    private static async IAsyncEnumerable<BatchLine> Lines(IAsyncStreamReader<VerifyRequest> questions, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Counted here: the server lifts its own limits of a body from calls of this kind.
        var bytes = 0L;
        for (var number = 1; await questions.MoveNext(cancel); number++)
        {
            bytes += questions.Current.CalculateSize();
            if (bytes > BatchLimits.Bytes)
            {
                yield return new BatchLine(number, ReadQuestion.No(Refusal.TooLarge, $"more than {BatchLimits.Bytes} bytes"));
                yield break;
            }

            if (number > BatchLimits.Lines)
            {
                yield return new BatchLine(number, ReadQuestion.No(Refusal.TooLarge, $"more than {BatchLimits.Lines} questions"));
                yield break;
            }
            yield return new BatchLine(number, QuestionMessage.Read(questions.Current));
        }
    }

    private async Task<VerifyReply> Reply(PacedLine asked, CancellationToken cancel)
    {
        var (reply, line) = (await paced.Answer(asked, cancel), asked.Line);
        return reply.Answer is { } answer
            ? new VerifyReply { Line = (uint)line.Number, Answer = AnswerMessage.Of(answer) }
            : new VerifyReply { Line = (uint)line.Number, Refusal = new VerifyRefusal { Code = reply.Refused!.Refusal.Problem.Code, Detail = reply.Refused.Detail } };
    }

    private async Task<AskingParty> Caller(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        if (http.Features.Get<AskingParty>() is { } known) return known;
        var found = await parties.Find(http, context.CancellationToken);
        return found.Party ?? throw Refused(context, found.Refusal!);
    }

    private static RpcException Refused(ServerCallContext context, PartyRefusal refused) =>
        RefusalAnswer.Exception(context.GetHttpContext(), refused.Refusal, refused.Detail, refused.RetryAfter);
}
