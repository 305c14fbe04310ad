using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary><c>POST /v1/verify/batch</c>: a question a line in, an answer a line out, in the order of the questions, while they come. SPEC.md §8.8.</summary>
internal static class BatchEndpoint
{
    /// <summary>The media type of both sides.</summary>
    public const string Lines = "application/x-ndjson";

    /// <summary>Maps the endpoint.</summary>
    public static void MapVerifyBatch(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/verify/batch", Reply)
        .WithBodyLimit(BatchLimits.Bytes)
        .WithName("VerifyBatch")
        .WithSummary("Decides many presentations, a line each, and answers in their order")
        .WithDescription(
            $"Each line is the JSON of POST /v1/verify; at most {BatchLimits.Lines} lines and {BatchLimits.Bytes >> 20} MiB. Each line of the answer is the answer "
            + "to one question with its line's number, or {line, problem}. The party's rate paces it. What ends a batch early is the problem of its last line.")
        .Accepts<VerifyBody>(Lines)
        .Produces(StatusCodes.Status200OK, contentType: Lines)
        .Refuses([.. VerifyRefusals.OfCallers, CommonProblems.TooLarge, CommonProblems.UnsupportedMediaType, CommonProblems.Unavailable]);

    private static async Task Reply(HttpContext context, PartyCheck parties, PacedDesk desk, BatchRooms rooms)
    {
        var found = await parties.Find(context, context.RequestAborted);
        if (found.Party is not { } party)
        {
            await context.Refuse(found.Refusal!);
            return;
        }

        if (!QuestionReader.IsOf(context.Request, Lines))
        {
            await context.Refuse(Refusal.UnsupportedMediaType, $"send {Lines}");
            return;
        }

        if (context.Request.ContentLength > BatchLimits.Bytes)
        {
            await context.Refuse(Refusal.TooLarge, $"more than {BatchLimits.Bytes} bytes");
            return;
        }

        using var room = rooms.Enter(party.Name);
        if (room is null)
        {
            await context.RefuseBusy($"at most {BatchLimits.OfOneParty} batches of a party and {BatchLimits.Batches} of all are open");
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = Lines;
        using var cutOff = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        cutOff.CancelAfter(BatchLimits.CutOff);
        var lines = InTime.Of(token => BatchReader.Read(context.Request.BodyReader, token), BatchLimits.Silence, BatchLimits.Longest, cutOff.Token);
        var answers = InOrder.Each(
            desk.InTurn(party, lines, cutOff.Token), (line, stop) => Line(desk, line, context.TraceIdentifier, stop), line => line.Length * (long)sizeof(char), BatchLimits.AtOnce, cutOff.Token);
        try
        {
            await foreach (var line in answers) await context.Response.WriteAsync(line + "\n", cutOff.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task<string> Line(PacedDesk desk, PacedLine paced, string request, CancellationToken cancel)
    {
        var (reply, line) = (await desk.Answer(paced, cancel), paced.Line);
        if (reply.Answer is not { } answer)
            return JsonSerializer.Serialize(new Dictionary<string, object> { ["line"] = line.Number, ["problem"] = reply.Refused!.Refusal.Problem.Document(reply.Refused.Detail, request) });
        using var json = AnswerJson.Write(answer, new KeyValuePair<string, JsonNode?>("line", line.Number));
        return Encoding.UTF8.GetString(json.Written.Span);
    }
}
