using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Issuing;

/// <summary>The province's system applies for licences and changes their status here.</summary>
internal static class LicenceApi
{
    private const long MaxBodyBytes = 4096;
    private const int MaxReason = 200;

    internal static void MapLicences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/licences", Apply).For(Caller.Province, Role.Counter).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("ApplyForLicence")
            .WithSummary("Checks a driver's record, reserves a status index and makes an offer. Asking again before it was collected renews the code.")
            .Produces<OfferBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.NoSuchDriver, IssuerProblems.NotEligible, IssuerProblems.NoSigner, IssuerProblems.DatabaseOld);
        routes.MapGet("/licences/{id}", Find).For(Caller.Province, Role.Registry, Role.Counter, Role.Supervisor).WithETag()
            .WithName("GetLicence")
            .WithSummary("A licence as its issuer sees it: its entry in the status list, its letters and value now.")
            .Produces<LicenceBody>()
            .Refuses(IssuerProblems.NoSuchLicence);
        routes.MapPost("/licences/{id}/status", Change).For(Caller.Province, Role.Registry, Role.Counter).WithBodyLimit(MaxBodyBytes).TakesIfMatch().Idempotent()
            .WithName("ChangeStatus")
            .WithSummary("Changes the driver's letters; durable when answered, in the next status list.")
            .Produces<LicenceBody>()
            .Refuses(IssuerProblems.BadLetters, IssuerProblems.NoSuchLicence);
    }

    private static IResult Apply(ApplyBody body, ApplicationDesk desk, OfferDesk offers, HttpContext context)
    {
        if (offers.CannotIssue() is { } cannot)
            return cannot.Result();
        if (desk.Apply(body.FileNumber, Access.Of(context)) is not { } applied)
            return IssuerProblems.NoSuchDriver.Result();
        if (applied.Offer is not { } offer)
            return IssuerProblems.NotEligible.Result(members: Reasons(applied.Reasons));
        return Results.Created($"/licences/{offer.LicenceId}", offers.Tell(offer));
    }

    private static IResult Find(string id, StatusDesk desk, StatusLists lists, HttpContext context) =>
        desk.Find(id, Access.Of(context)) is { } licence ? Results.Ok(Describe(licence, lists)) : IssuerProblems.NoSuchLicence.Result();

    private static IResult Change(string id, StatusChangeBody body, StatusDesk desk, StatusLists lists, IfMatch ifMatch, HttpContext context)
    {
        if (!LetterSet.IsValid(body.Letters) || body.Reason.Length is 0 or > MaxReason || body.Reason.Any(char.IsControl))
            return IssuerProblems.BadLetters.Result();
        var (licence, changed) = desk.Change(id, body.Letters, body.Reason, body.Urgent, Access.Of(context), found => ifMatch.Allows(Describe(found, lists)));
        if (licence is null)
            return IssuerProblems.NoSuchLicence.Result();
        return changed ? Results.Ok(Describe(licence, lists)) : ApiProblems.PreconditionFailed.Result();
    }

    internal static Dictionary<string, object?> Reasons(IReadOnlyList<Ineligibility> reasons) =>
        new() { ["reasons"] = reasons.Select(reason => reason.ToString()).ToArray() };

    internal static LicenceBody Describe(FiledLicence filed, StatusLists lists)
    {
        var row = filed.Licence;
        return new LicenceBody(
            row.Id, filed.FileNumber, lists.UriOf(row.Block), (int)row.Idx, row.Letters, row.StatusValue.ToString(), row.IssuerSigned is not null,
            row.SignedAt?.Instant(), row.ValidUntil?.Instant(), row.Signer);
    }
}
