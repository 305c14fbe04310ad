using System.Diagnostics.CodeAnalysis;
using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Identity;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>The province's app applies here for its users.</summary>
internal static class ApplicantApi
{
    private const long MaxBodyBytes = 4096;
    private const long MaxEvidenceBytes = 64 * 1024;
    private const long MaxCardBytes = 6 * 1024 * 1024; // Two sides of 2 MB in base64, and the rest.
    private const string Jpeg = "image/jpeg";

    internal static void MapApplicants(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/applications", Make).For(Caller.Province, Role.Applicant, Role.Counter).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("MakeApplication").WithSummary("Applies with the stored photo, one taken with the phone, one of the album, or that of the identity card. Every reason against it is named.")
            .Produces<ApplicationBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.NoSuchDriver, ApplicationProblems.ApplicationOpen, ApplicationProblems.CounterOnly, IssuerProblems.NotEligible);
        routes.MapPost("/drivers/{fileNumber}/photo-changes", ChangePhoto).For(Caller.Province, Role.Applicant, Role.Counter).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("ChangePhoto").WithSummary("Applies for another photo on the licence; at most every six months.")
            .Produces<ApplicationBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.NoSuchDriver, ApplicationProblems.ApplicationOpen, ApplicationProblems.CounterOnly, IssuerProblems.NotEligible);
        routes.MapPost("/applications/{id}/identity-challenges", Challenge).For(Caller.Province, Role.Applicant, Role.Counter).WithBodyLimit(MaxBodyBytes)
            .WithName("BeginIdentityCheck").WithSummary("A challenge for the identity provider, bound to application and device key.")
            .Produces<ChallengeBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.DeviceKeyRefused, ApplicationProblems.NoSuchApplication, ApplicationProblems.NoIdentityProvider);
        routes.MapPost("/applications/{id}/identity", Identify).For(Caller.Province, Role.Applicant, Role.Counter).WithBodyLimit(MaxEvidenceBytes)
            .WithName("CheckIdentity").WithSummary("Judges evidence. Where the photo is settled the answer holds the offer, for the check's device key alone; asking again renews it.")
            .Produces<ApplicationBody>()
            .Refuses(
                ApplicationProblems.NoSuchApplication, ApplicationProblems.ChallengeRefused, ApplicationProblems.IdentityNotShown,
                ApplicationProblems.IdentityUnavailable, ApplicationProblems.ApplicationClosed, ApplicationProblems.CounterOnly,
                IssuerProblems.NotEligible, IssuerProblems.NoSigner, IssuerProblems.DatabaseOld);
        routes.MapPut("/applications/{id}/photo", SendPhoto).For(Caller.Province, Role.Applicant, Role.Counter).WithBodyLimit(PhotoLimits.MostUploadBytes)
            .Accepts<byte[]>(Jpeg)
            .WithName("SendPhoto").WithSummary("Sends a photo for review. Faults of form are answered at once and do not count as a refusal.")
            .Produces<ApplicationBody>()
            .Refuses(
                ApplicationProblems.NoSuchApplication, ApplicationProblems.CounterOnly, ApplicationProblems.ApplicationOpen,
                ApplicationProblems.ApplicationClosed, ApplicationProblems.IdentityNeeded, ApplicationProblems.PhotoFaulty);
        routes.MapPut("/applications/{id}/id-card", SendIdCard).For(Caller.Province, Role.Applicant, Role.Counter).WithBodyLimit(MaxCardBytes)
            .WithName("SendIdCard").WithSummary("Sends both sides of the identity card for review, where that was chosen as the photo's source. Erased once it is decided.")
            .Produces<ApplicationBody>()
            .Refuses(
                ApplicationProblems.NoSuchApplication, ApplicationProblems.CounterOnly, ApplicationProblems.ApplicationOpen,
                ApplicationProblems.ApplicationClosed, ApplicationProblems.IdentityNeeded, ApplicationProblems.PhotoFaulty);
        routes.MapGet("/applications/{id}", Find).For(Caller.Province, Role.Applicant, Role.Registry, Role.Counter, Role.Supervisor).WithETag()
            .WithName("GetApplication").WithSummary("How far an application is, and why its newest photo was refused.").Produces<ApplicationBody>()
            .Refuses(ApplicationProblems.NoSuchApplication);
        routes.MapGet("/applications", List).For(Caller.Province, Role.Applicant, Role.Registry, Role.Counter, Role.Supervisor)
            .WithName("ListApplications").WithSummary("In the order in which they were made; state filters. The app sees its own.").Produces<Page<ApplicationBody>>();
    }

    private static IResult Make(NewApplicationBody body, ApplicantDesk desk, HttpContext context)
    {
        var (application, problem) = desk.Make(body.FileNumber, SourceOf(body.Photo), body.PhotoTakenAt, changesPhoto: false, ApplicantCaller.Of(context));
        return application is null ? problem! : Results.Created($"/applications/{application.Id}", desk.View(application).ToBody());
    }

    private static IResult ChangePhoto(string fileNumber, PhotoChangeBody body, ApplicantDesk desk, HttpContext context)
    {
        if (body.Photo is PhotoChoice.Stored or PhotoChoice.IdCard)
            return CommonProblems.Malformed.Result();
        var (application, problem) = desk.Make(fileNumber, SourceOf(body.Photo), body.PhotoTakenAt, changesPhoto: true, ApplicantCaller.Of(context));
        return application is null ? problem! : Results.Created($"/applications/{application.Id}", desk.View(application).ToBody());
    }

    private static IResult Challenge(string id, ChallengeQuestionBody body, IdentityDesk desk, HttpContext context)
    {
        if (ProvenDevice.KeyOf(body.DeviceKey) is not { } key)
            return IssuerProblems.DeviceKeyRefused.Result();
        var (challenge, problem) = desk.Begin(id, key.Thumbprint, ApplicantCaller.Of(context));
        return challenge is null
            ? problem!
            : Results.Json(new ChallengeBody(challenge.Challenge, challenge.Provider, key.Thumbprint, challenge.Expires), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Identify(string id, EvidenceBody body, ApplicantDesk desk, OfferDesk offers, HttpContext context)
    {
        var (application, offer, problem) = await desk.IdentifyAsync(id, body.Challenge, body.Evidence, ApplicantCaller.Of(context), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return application is null ? problem! : Results.Ok(desk.View(application).ToBody(offer is null ? null : offers.Tell(offer)));
    }

    private static async Task<IResult> SendPhoto(string id, ApplicantDesk desk, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted); // The endpoint's body limit holds here.
        var (application, problem) = desk.SendPhoto(id, body.ToArray(), ApplicantCaller.Of(context));
        return application is null ? problem! : Results.Ok(desk.View(application).ToBody());
    }

    private static IResult SendIdCard(string id, IdCardBody body, ApplicantDesk desk, HttpContext context)
    {
        var (application, problem) = desk.SendIdCard(id, body.Front, body.Back, ApplicantCaller.Of(context));
        return application is null ? problem! : Results.Ok(desk.View(application).ToBody());
    }

    private static IResult Find(string id, ApplicantDesk desk, HttpContext context) =>
        desk.Find(id, ApplicantCaller.Of(context)) is { } found ? Results.Ok(found.ToBody()) : ApplicationProblems.NoSuchApplication.Result();

    [SuppressMessage("Performance", "CA1859", Justification = "Endpoints answer results.")]
    private static IResult List(PageQuery page, ApplicantDesk desk, HttpContext context, ApplicationState? state = null) => Results.Ok(
        Page.Of(page, desk.List(state, page.After ?? 0, page.Take, ApplicantCaller.Of(context)), view => view.Row.Seq, view => view.ToBody()));

    private static PhotoSource SourceOf(PhotoChoice choice) => choice switch
    {
        PhotoChoice.Stored => PhotoSource.Registry,
        PhotoChoice.Phone => PhotoSource.Phone,
        PhotoChoice.IdCard => PhotoSource.IdCard,
        _ => PhotoSource.Album,
    };
}
