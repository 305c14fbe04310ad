using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Operators;

/// <summary>The next document-signer key, for the province's operators to certify.</summary>
/// <param name="Spki">SubjectPublicKeyInfo, base64.</param>
internal sealed record NewSignerBody(string Spki);

/// <summary>What the region's operators do at the node: make the next key, look after the outbox. Nothing here can change what the region says.</summary>
internal static class OperatorApi
{
    private const int ShownEntries = 200;

    internal static void MapOperators(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/operator/keys/document-signer", MakeSigner).For(Caller.Province)
            .WithName("MakeDocumentSignerKey")
            .WithSummary("Makes the next document-signer key. It signs once the hub has admitted an issuers.json with its certificate and the window is open.")
            .Produces<NewSignerBody>(StatusCodes.Status201Created);
        routes.MapGet("/operator/outbox", (Outbox outbox) => outbox.Newest(ShownEntries)).For(Caller.Province)
            .WithName("GetOutbox")
            .Produces<IReadOnlyList<OutboxEntry>>();
        routes.MapPost("/operator/outbox/{id}/retry", Retry).For(Caller.Province)
            .WithName("RetrySubmission")
            .WithSummary("Sends a submission that the hub refused once more.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult MakeSigner(NodeKeys keys) =>
        Results.Json(new NewSignerBody(Convert.ToBase64String(keys.AddDocumentSigner().SubjectPublicKeyInfo.Span)), statusCode: StatusCodes.Status201Created);

    private static IResult Retry(string id, Outbox outbox) =>
        outbox.Retry(id) ? Results.Accepted() : IssuerProblems.NoSuchSubmission.Result();
}
