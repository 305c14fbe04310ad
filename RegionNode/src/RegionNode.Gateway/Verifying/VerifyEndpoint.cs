using System.Diagnostics;
using Federation.Hosting.Limits;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying;

/// <summary><c>POST /v1/verify</c>: a presentation in, a verdict out.</summary>
internal static partial class VerifyEndpoint
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapVerify(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/verify", Answer)
        .WithBodyLimit(BodyLimits.VerifyRequest)
        .WithName("verify")
        .WithSummary("Decides a presentation for an acceptor region and a purpose")
        .WithDescription(
            "Send JSON, or the DeviceResponse as application/cbor with acceptor, purpose, live, profile and transcript in the query. "
            + "Any presentation gets 200 with a verdict; a request that is not of this form gets a problem document. "
            + "With live=true the home region is asked first; the answer comes within 2 seconds of the offline one or not at all.")
        .Accepts<VerifyBody>(QuestionReader.Json, QuestionReader.Cbor)
        .Produces(StatusCodes.Status200OK, contentType: QuestionReader.Json)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task Answer(HttpContext context, Decision decision, ILoggerFactory loggers)
    {
        var watch = Stopwatch.GetTimestamp();
        var read = await QuestionReader.Read(context.Request, context.RequestAborted);
        if (read.Question is not { } question)
        {
            await context.Refuse(read.Refusal!, read.Detail);
            return;
        }

        var verdict = await decision.Decide(question, context.RequestAborted);
        Decided(
            loggers.CreateLogger("Federation.Verify"), verdict.Outcome.ToString(), verdict.Reason?.ToString() ?? "-",
            verdict.Issuer?.Region ?? "-", question.Acceptor, question.Purpose.ToString(), question.Live,
            (long)Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = QuestionReader.Json;
        await context.Response.WriteAsync(verdict.ToJson(), context.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Information, "verified {Outcome} {Reason} issuer={Issuer} acceptor={Acceptor} purpose={Purpose} live={Live} ms={Ms}")]
    private static partial void Decided(
        ILogger logger, string outcome, string reason, string issuer, string acceptor, string purpose, bool live, long ms);
}
