using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Reviews;

/// <summary>Reviewers judge photos here.</summary>
internal static class ReviewApi
{
    private const long MaxDecisionBytes = 64 * 1024; // A licence photo of 30 KB in base64, and the rest.

    internal static void MapReviews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reviews", List).For(Caller.Province, Role.Reviewer)
            .WithName("ListReviews").WithSummary("Photos that wait for a decision, by deadline.").Produces<Page<ReviewBody>>();
        routes.MapPost("/reviews/{id}/claim", Claim).For(Caller.Province, Role.Reviewer)
            .WithName("ClaimReview").WithSummary("Takes a photo for a time, for the caller: of two who ask one gets it, and who asks again gets a new lease.")
            .Produces<ClaimedBody>()
            .Refuses(ApplicationProblems.NoSuchReview, ApplicationProblems.ReviewClaimed);
        routes.MapPost("/reviews/{id}/decision", Decide).For(Caller.Province, Role.Reviewer).WithBodyLimit(MaxDecisionBytes).Idempotent()
            .WithName("DecideReview").WithSummary("Approves with the licence photo cut from it, or refuses with reasons of the closed list. The third refusal opens a case at the counter.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ApplicationProblems.BadDecision, ApplicationProblems.NoSuchReview, ApplicationProblems.LeaseLost, ApplicationProblems.PhotoFaulty);
        routes.MapGet("/review-reasons", Reasons).For(Caller.Province)
            .WithName("ListReviewReasons").WithSummary("The closed list of reasons, in Chinese and English.").Produces<IReadOnlyList<ReasonBody>>();
    }

    private static IResult List(PageQuery page, ReviewDesk desk, HttpContext context)
    {
        var bodies = desk.Waiting(page.After ?? 0, page.Take, Access.Of(context), out var positions);
        return Results.Ok(Page.Of(page, bodies.Zip(positions).ToList(), row => row.Second, row => row.First));
    }

    private static IResult Claim(string id, ReviewDesk desk, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (claimed, problem) = desk.Claim(id, Access.Of(context));
        return claimed is null ? problem! : Results.Ok(claimed);
    }

    private static IResult Decide(string id, DecisionBody body, ReviewDesk desk, HttpContext context) =>
        desk.Decide(id, body, Access.Of(context)) is { } problem ? problem : Results.NoContent();

    private static IResult Reasons() => Results.Ok(Enum.GetValues<ReviewReason>().Select(ReasonBody.Of).ToList());
}
