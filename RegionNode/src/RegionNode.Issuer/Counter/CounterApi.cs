using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Counter;

/// <summary>The service counter's cases.</summary>
internal static class CounterApi
{
    private const long MaxBodyBytes = 64 * 1024; // A licence photo of 30 KB in base64, and the rest.

    internal static void MapCounter(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/cases", List).For(Caller.Province, Role.Counter)
            .WithName("ListCounterCases").WithSummary("Cases without an answer, oldest first.").Produces<Page<CounterCaseBody>>();
        routes.MapGet("/counter/cases/{id}", Find).For(Caller.Province, Role.Counter).WithETag()
            .WithName("GetCounterCase").WithSummary("A case with the photos that were refused, so that it can be answered in particular.").Produces<CounterCaseBody>()
            .Refuses(ApplicationProblems.NoSuchCase);
        routes.MapPost("/counter/cases/{id}/answer", Answer).For(Caller.Province, Role.Counter).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("AnswerCounterCase").WithSummary("Answers a case, once. With a photo taken at the counter the answer holds the offer.")
            .Produces<AnsweredCaseBody>()
            .Refuses(
                ApplicationProblems.BadAnswer, ApplicationProblems.NoSuchCase, ApplicationProblems.CaseAnswered, ApplicationProblems.PhotoFaulty,
                IssuerProblems.NotEligible, IssuerProblems.NoSigner, IssuerProblems.DatabaseOld);
    }

    private static IResult List(PageQuery page, CounterDesk desk, HttpContext context) => Results.Ok(
        Page.Of(page, desk.Waiting(page.After ?? 0, page.Take, Access.Of(context)), row => row.Seq, row => row.Case));

    private static IResult Find(string id, CounterDesk desk, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return desk.Find(id, Access.Of(context)) is { } found ? Results.Ok(found) : ApplicationProblems.NoSuchCase.Result();
    }

    private static IResult Answer(string id, CounterAnswerBody body, CounterDesk desk, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (answered, problem) = desk.Answer(id, body, Access.Of(context));
        return answered is null ? problem! : Results.Ok(answered);
    }
}
