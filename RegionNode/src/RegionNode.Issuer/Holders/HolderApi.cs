using Federation.Hosting.Limits;
using RegionNode.Issuer.Callers;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// What a holder's wallet calls, through the region's gateway. The offer code stands for the identity check in this slice:
/// whoever brings it is taken for the person the province's system checked.
/// </summary>
internal static class HolderApi
{
    private const long MaxBodyBytes = 4096;
    private const string Cbor = "application/cbor";

    internal static void MapHolders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/holder/nonce", Nonce).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes)
            .WithName("GetNonce")
            .WithSummary("A nonce for one proof, good for two minutes.")
            .Produces<NonceBody>();
        routes.MapPost("/holder/collect", Collect).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes)
            .WithName("CollectLicence")
            .WithSummary("Proves the device key and collects the licence (IssuerSigned, CBOR). The same device may ask again with a new nonce and gets the same licence.")
            .Produces<byte[]>(StatusCodes.Status200OK, Cbor)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone);
        routes.MapPost("/holder/proof", Prove).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes)
            .WithName("GetIssuanceProof")
            .WithSummary("The proof of when a licence was logged, for the wallet to carry. Soon after collecting there is none yet: ask again.")
            .Produces<byte[]>(StatusCodes.Status200OK, IssuanceProof.MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static NonceBody Nonce(Nonces nonces, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new NonceBody(nonces.New(), (int)Nonces.Life.TotalSeconds);
    }

    private static IResult Collect(CollectBody body, CollectionDesk desk, HttpContext context)
    {
        var (licence, problem) = desk.Collect(body);
        if (licence is null)
            return problem!;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(licence, Cbor);
    }

    private static async Task<IResult> Prove(ProofQuestionBody body, ProofDesk desk, HttpContext context)
    {
        var (proof, problem) = await desk.ProveAsync(body, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        if (proof is not null)
            return Results.Bytes(proof, IssuanceProof.MediaType);
        if (problem == IssuerProblems.NotLoggedYet)
            context.Response.Headers.RetryAfter = "1";
        return problem!.Result();
    }
}
