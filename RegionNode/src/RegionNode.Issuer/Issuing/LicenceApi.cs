using Federation.Hosting.Limits;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Issuing;

/// <summary>The province's system applies for licences and changes their status here.</summary>
internal static class LicenceApi
{
    private const long MaxBodyBytes = 4096;
    private const int MaxReason = 200;

    internal static void MapLicences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/licences", Apply).For(Caller.Province).WithBodyLimit(MaxBodyBytes)
            .WithName("ApplyForLicence")
            .WithSummary("Checks a driver's record, reserves a status index and makes an offer. Asking again before it was collected renews the code.")
            .Produces<OfferBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/licences/{id}", Find).For(Caller.Province)
            .WithName("GetLicence")
            .Produces<LicenceBody>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/licences/{id}/status", Change).For(Caller.Province).WithBodyLimit(MaxBodyBytes)
            .WithName("ChangeStatus")
            .WithSummary("Changes the driver's letters; durable when answered, in the next status list.")
            .Produces<LicenceBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Apply(
        ApplyBody body, ApplicationDesk desk, SigningKeys signing, StatusLists lists, StatusSignal signal, Chains chains, TimeProvider clock)
    {
        if (chains.DatabaseIsOld)
            return IssuerProblems.DatabaseOld.Result(); // An index could be given twice.
        if (signing.DocumentSigner(MdocNames.DocType, clock.GetUtcNow()) is null)
            return IssuerProblems.NoSigner.Result();
        if (desk.Apply(body.FileNumber) is not { } applied)
            return IssuerProblems.NoSuchDriver.Result();
        if (applied.Offer is not { } offer)
            return IssuerProblems.NotEligible.Result(members: Reasons(applied.Reasons));
        signal.Changed(); // A block may have been opened.
        var answer = new OfferBody(offer.LicenceId, lists.UriOf(offer.Index.Block), offer.Index.Index, offer.OfferCode, offer.Expires);
        return Results.Created($"/licences/{offer.LicenceId}", answer);
    }

    private static IResult Find(string id, StatusDesk desk, StatusLists lists) =>
        desk.Find(id) is { } licence ? Results.Ok(Describe(licence, lists)) : IssuerProblems.NoSuchLicence.Result();

    private static IResult Change(string id, StatusChangeBody body, StatusDesk desk, StatusLists lists)
    {
        if (!LetterSet.IsValid(body.Letters) || body.Reason.Length is 0 or > MaxReason)
            return IssuerProblems.BadLetters.Result();
        return desk.Change(id, body.Letters, body.Reason, body.Urgent) is { } licence
            ? Results.Ok(Describe(licence, lists))
            : IssuerProblems.NoSuchLicence.Result();
    }

    internal static Dictionary<string, object?> Reasons(IReadOnlyList<Ineligibility> reasons) =>
        new() { ["reasons"] = reasons.Select(reason => reason.ToString()).ToArray() };

    private static LicenceBody Describe(LicenceRow row, StatusLists lists) => new(
        row.Id, row.FileNumber, lists.UriOf(row.Block), (int)row.Idx, row.Letters, row.StatusValue.ToString(), row.IssuerSigned is not null,
        row.SignedAt?.Instant(), row.ValidUntil?.Instant(), row.Signer);
}
