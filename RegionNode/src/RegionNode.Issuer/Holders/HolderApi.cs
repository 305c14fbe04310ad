using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using TrustList.Format.Log;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// What a holder's wallet calls, through the region's gateway. Who collects brings an offer, behind which stands an identity check;
/// who has a licence proves the device key that it names.
/// </summary>
internal static class HolderApi
{
    private const long MaxBodyBytes = 4096;
    private const string Cbor = "application/cbor";
    private const string Cwt = "application/cwt";

    internal static void MapHolders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/holder/nonce", Nonce).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes)
            .WithName("GetNonce")
            .WithSummary("A nonce for one proof, good for two minutes.")
            .Produces<NonceBody>();
        routes.MapPost("/holder/collect", Collect).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes).LimitedBy<CollectBody>(body => body.Offer)
            .WithName("CollectLicence")
            .WithSummary("Proves the device key and collects the licence (IssuerSigned, CBOR). The same device may ask again with a new nonce and gets the same licence.")
            .Produces<byte[]>(StatusCodes.Status200OK, Cbor)
            .Refuses(
                IssuerProblems.DeviceKeyRefused, IssuerProblems.ProofRefused, IssuerProblems.OfferRefused, IssuerProblems.OfferUsed,
                IssuerProblems.NonceRefused, IssuerProblems.OfferExpired, IssuerProblems.NotEligible, IssuerProblems.NoSigner,
                IssuerProblems.DatabaseOld, CommonProblems.Unavailable);
        routes.MapPost("/holder/refresh", Refresh).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes).LimitedBy<PossessionBody>(body => $"{body.StatusUri}#{body.Index}#{body.DeviceKey.X}")
            .WithName("RefreshLicence")
            .WithSummary("Gives the device a new licence in place of one of which half the life is over. The device may ask again and gets the same one.")
            .Produces<byte[]>(StatusCodes.Status200OK, Cbor)
            .Refuses(
                IssuerProblems.DeviceKeyRefused, IssuerProblems.ProofRefused, IssuerProblems.NotThisDevice, IssuerProblems.NonceRefused,
                IssuerProblems.DeviceWasLost, IssuerProblems.RefreshRefused, IssuerProblems.NotEligible, IssuerProblems.NoSigner,
                IssuerProblems.DatabaseOld, CommonProblems.Unavailable);
        routes.MapPost("/holder/assertion", Assert).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes).LimitedBy<AssertionBody>(body => $"{body.StatusUri}#{body.Index}#{body.DeviceKey.X}")
            .WithName("GetAssertion")
            .WithSummary("A live assertion of the licence's status, good for a few minutes, to show with the licence where the verifier is offline.")
            .Produces<byte[]>(StatusCodes.Status200OK, LiveAssertion.MediaType)
            .Refuses(
                IssuerProblems.DeviceKeyRefused, IssuerProblems.ProofRefused, IssuerProblems.NotThisDevice, IssuerProblems.NonceRefused,
                IssuerProblems.DeviceWasLost, IssuerProblems.DatabaseOld, CommonProblems.Unavailable);
        routes.MapPost("/holder/compact", Compact).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes).LimitedBy<PossessionBody>(body => $"{body.StatusUri}#{body.Index}#{body.DeviceKey.X}")
            .WithName("GetCompactLicence")
            .WithSummary("The licence's compact form, for the QR codes that the device shows. Signed anew at each call; it ends with the licence.")
            .Produces<byte[]>(StatusCodes.Status200OK, Cwt)
            .Refuses(
                IssuerProblems.DeviceKeyRefused, IssuerProblems.ProofRefused, IssuerProblems.NotThisDevice, IssuerProblems.NonceRefused,
                IssuerProblems.DeviceWasLost, IssuerProblems.LicenceEnded, IssuerProblems.NoSigner, IssuerProblems.DatabaseOld, CommonProblems.Unavailable);
        routes.MapPost("/holder/proof", Prove).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes).LimitedBy<ProofQuestionBody>(body => body.MsoSha256)
            .WithName("GetIssuanceProof")
            .WithSummary("The proof of when a licence was logged, for the wallet to carry. Soon after collecting there is none yet: ask again.")
            .Produces<byte[]>(StatusCodes.Status200OK, IssuanceProof.MediaType)
            .Refuses(IssuerProblems.NoSuchProof, IssuerProblems.NotLoggedYet);
    }

    private static NonceBody Nonce(Nonces nonces, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new NonceBody(nonces.New(), (int)Nonces.Life.TotalSeconds);
    }

    private static IResult Collect(CollectBody body, CollectionDesk desk, HttpContext context) => Private(desk.Collect(body), Cbor, context);

    private static IResult Refresh(PossessionBody body, RefreshDesk desk, HttpContext context) => Private(desk.Refresh(body), Cbor, context);

    private static IResult Compact(PossessionBody body, CompactDesk desk, HttpContext context) => Private(desk.Give(body), Cwt, context);

    private static async Task<IResult> Assert(AssertionBody body, AssertionDesk desk, HttpContext context) => Private(await desk.AssertAsync(body, context.RequestAborted), LiveAssertion.MediaType, context);

    private static IResult Private((byte[]? Bytes, ProblemResult? Problem) answer, string mediaType, HttpContext context)
    {
        if (answer.Bytes is null)
            return answer.Problem!;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(answer.Bytes, mediaType);
    }

    private static async Task<IResult> Prove(ProofQuestionBody body, ProofDesk desk, HttpContext context)
    {
        var (proof, problem) = await desk.ProveAsync(body, Access.Of(context), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        if (proof is not null)
            return Results.Bytes(proof, IssuanceProof.MediaType);
        if (problem == IssuerProblems.NotLoggedYet)
            context.Response.Headers.RetryAfter = "1";
        return problem!.Result();
    }
}
