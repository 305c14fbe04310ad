using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Disputes;

/// <summary>Disputes about a status: reported by verifiers through the gateway and by the office, answered by the office.</summary>
internal static class DisputeApi
{
    private const long MaxBodyBytes = 56 * 1024; // Evidence in base64, the text in UTF-8, and the rest.

    internal static void MapDisputes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/disputes", ReportAsVerifier).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes)
            .WithName("ReportStatus")
            .WithSummary("A verifier contests a status. The id lets its bearer ask what became of it.")
            .Produces<DisputeBody>(StatusCodes.Status201Created)
            .Refuses(
                DisputeProblems.DisputeRefused, DisputeProblems.NoSuchRegion, DisputeProblems.TooManyDisputes, IssuerProblems.NoSuchLicence, IssuerProblems.NotFollowingTrust,
                IssuerProblems.NoStatusKey);
        routes.MapPost("/holder/dispute", ReportAsHolder).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes)
            .LimitedBy<HolderReportBody>(body => $"{body.StatusUri}#{body.Index}#{body.DeviceKey.X}")
            .WithName("DisputeOwnStatus")
            .WithSummary("A holder contests the status of the licence on the device, at most three times a day.")
            .Produces<DisputeBody>(StatusCodes.Status201Created)
            .Refuses(
                DisputeProblems.DisputeRefused, DisputeProblems.TooManyDisputes, IssuerProblems.NonceRefused, IssuerProblems.DeviceKeyRefused, IssuerProblems.ProofRefused,
                IssuerProblems.NotThisDevice, IssuerProblems.DeviceWasLost, IssuerProblems.NoStatusKey, CommonProblems.Unavailable);
        routes.MapGet("/v1/disputes/{id}", Follow).For(Caller.OwnGateway)
            .WithName("FollowDispute")
            .WithSummary("What became of a dispute, for whoever has its id.")
            .Produces<DisputeBody>()
            .Refuses(DisputeProblems.NoSuchDispute);
        routes.MapPost("/disputes", ReportAsOffice).For(Caller.Province, Role.Counter, Role.Supervisor).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("OpenDispute")
            .WithSummary("The office contests a status of its own or of another region.")
            .Produces<DisputeBody>(StatusCodes.Status201Created)
            .Refuses(
                DisputeProblems.DisputeRefused, DisputeProblems.NoSuchRegion, DisputeProblems.TooManyDisputes, IssuerProblems.NoSuchLicence, IssuerProblems.NotFollowingTrust,
                IssuerProblems.NoStatusKey);
        routes.MapGet("/disputes", Show).For(Caller.Province, Role.Counter, Role.Supervisor)
            .WithName("GetDisputes")
            .WithSummary("The disputes that this region reported or has to answer, oldest first.")
            .Produces<Page<DisputeBody>>();
        routes.MapGet("/disputes/{id}", Find).For(Caller.Province, Role.Counter, Role.Supervisor).WithETag()
            .WithName("GetDispute")
            .WithSummary("A dispute with what its reporter wrote, where that was here.")
            .Produces<DisputeFileBody>()
            .Refuses(DisputeProblems.NoSuchDispute);
        routes.MapPost("/disputes/{id}/answer", Answer).For(Caller.Province, Role.Supervisor).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("AnswerDispute")
            .WithSummary("Answers for the home region. With UpheldCorrected the driver's letters change in the same transaction.")
            .Produces<DisputeFileBody>()
            .Refuses(
                DisputeProblems.DisputeRefused, DisputeProblems.NoSuchDispute, DisputeProblems.NotOursToAnswer, DisputeProblems.AnsweredAlready, DisputeProblems.FindingRefused,
                IssuerProblems.BadLetters, IssuerProblems.NoStatusKey);
    }

    private static IResult ReportAsVerifier(ReportBody body, DisputeDesk desk, HttpContext context) =>
        Report(desk.Open(body, DisputeReporter.Verifier, Access.Of(context)), "/v1/disputes");

    private static IResult ReportAsOffice(ReportBody body, DisputeDesk desk, HttpContext context) =>
        Report(desk.Open(body, DisputeReporter.Office, Access.Of(context)), "/disputes");

    private static IResult ReportAsHolder(HolderReportBody body, DisputeDesk desk) => Report(desk.Open(body), "/v1/disputes");

    private static IResult Report((Storage.DisputeRow? Row, ProblemResult? Problem) opened, string path) =>
        opened.Row is { } row ? Results.Created($"{path}/{row.Id}", DisputeBody.Of(row)) : opened.Problem!;

    private static IResult Follow(string id, DisputeOffice office, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IsId(id) && office.Find(id, Access.Of(context)) is { } row ? Results.Ok(DisputeBody.Of(row)) : DisputeProblems.NoSuchDispute.Result();
    }

    private static IResult Show(PageQuery page, DisputeOffice office, HttpContext context, string? state = null)
    {
        DisputeState? only = null;
        if (state is not null && (only = Enum.GetValues<DisputeState>().Cast<DisputeState?>().FirstOrDefault(one => one.ToString() == state)) is null)
            return CommonProblems.Malformed.Result("state: " + string.Join(", ", Enum.GetNames<DisputeState>()));
        return Results.Ok(Page.Of(page, office.Show(page, only, Access.Of(context)), row => row.Seq, DisputeBody.Of));
    }

    private static IResult Find(string id, DisputeOffice office, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IsId(id) && office.Find(id, Access.Of(context)) is { } row ? Results.Ok(DisputeFileBody.Of(row)) : DisputeProblems.NoSuchDispute.Result();
    }

    private static IResult Answer(string id, AnswerBody body, DisputeOffice office, HttpContext context)
    {
        if (!IsId(id))
            return DisputeProblems.NoSuchDispute.Result();
        var (row, problem) = office.Answer(id, body, Access.Of(context));
        return row is null ? problem! : Results.Ok(DisputeFileBody.Of(row));
    }

    private static bool IsId(string id) => LowerHex.IsOf(id, DisputeClaims.IdBytes);
}
