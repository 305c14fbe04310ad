using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Verifying;

/// <summary><c>POST /v1/verify</c>: a presentation in, an answer out.</summary>
internal static class VerifyEndpoint
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapVerify(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/verify", Reply)
        .WithBodyLimit(BodyLimits.VerifyRequest)
        .WithName("Verify")
        .WithSummary("Decides a presentation for an acceptor region and a purpose")
        .WithDescription(
            "Send JSON with presentation, qr or reference (and challenge or nonce, where one was shown), or the DeviceResponse as application/cbor with acceptor, purpose, live, "
            + "profile and transcript in the query; as a registered party, by its TLS key or its assertion. Any presentation gets 200 with an answer; a request that is not of this form gets a problem document. "
            + "With live=true the home region is asked first: at most 1.8 s at the roadside, else as long as the operator lets the purpose wait; without its answer the policy of the purpose decides.")
        .Accepts<VerifyBody>(AnswerJson.MediaType, QuestionReader.Cbor)
        .Produces(StatusCodes.Status200OK, contentType: AnswerJson.MediaType)
        .Refuses([.. VerifyRefusals.OfCallers, .. VerifyRefusals.OfQuestions, CommonProblems.TooSlow, CommonProblems.UnsupportedMediaType]);

    private static async Task Reply(HttpContext context, PartyCheck parties, ReadingPlaces places, VerifyDesk desk)
    {
        var found = await parties.Find(context, context.RequestAborted);
        if (found.Party is not { } party)
        {
            await context.Refuse(found.Refusal!);
            return;
        }

        var place = places.Take(party, context.Connection.RemoteIpAddress);
        if (place is null)
        {
            await context.RefuseBusy($"{places.OfOne} questions of one caller are coming in");
            return;
        }

        ReadQuestion read;
        using (place) read = await BodyPatience.Within(stop => QuestionReader.Read(context.Request, stop), ReadQuestion.No(Refusal.TooSlow, BodyPatience.Detail), context.RequestAborted);
        if (read.Question is not { } question)
        {
            await context.Refuse(read.Refusal!, read.Detail);
            return;
        }

        var reply = await desk.Answer(party, question, context.RequestAborted);
        if (reply.Answer is not { } answer)
        {
            await context.Refuse(reply.Refused!);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = AnswerJson.MediaType;
        using var json = AnswerJson.Write(answer);
        context.Response.ContentLength = json.Written.Length;
        await context.Response.Body.WriteAsync(json.Written, context.RequestAborted);
    }
}
