using Federation.Hosting.Description;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Operators;

/// <summary>The next key, for the province's operators to certify or list.</summary>
/// <param name="Spki">SubjectPublicKeyInfo, base64.</param>
internal sealed record NewSignerBody(string Spki);

/// <summary>What the region's operators do at the node: make the next key, look after the outbox. Nothing here can change what the region says.</summary>
internal static class OperatorApi
{
    internal static void MapOperators(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/operator/keys/document-signer", MakeSigner).For(Caller.Province, Role.Operator).Idempotent()
            .WithName("MakeDocumentSignerKey")
            .WithSummary("Makes the next document-signer key. It signs once the hub has admitted an issuers.json with its certificate and the window is open.")
            .Produces<NewSignerBody>(StatusCodes.Status201Created);
        routes.MapPost("/operator/keys/status", MakeStatusKey).For(Caller.Province, Role.Operator).Idempotent()
            .WithName("MakeStatusKey")
            .WithSummary("Makes the next status key. It signs once the hub has admitted an issuers.json that lists it and the window is open.")
            .Produces<NewSignerBody>(StatusCodes.Status201Created);
        routes.MapGet("/operator/outbox", (PageQuery page, Outbox outbox) => outbox.Newest(page)).For(Caller.Province, Role.Operator)
            .WithName("GetOutbox")
            .WithSummary("What this node sends to the hub, the newest first, each with what the hub said of it.")
            .Produces<Page<OutboxEntry>>();
        routes.MapPost("/operator/outbox/{id}/retry", Retry).For(Caller.Province, Role.Operator)
            .WithName("RetrySubmission")
            .WithSummary("Sends a submission that the hub refused once more.")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(IssuerProblems.NoSuchSubmission);
    }

    private static IResult MakeSigner(NodeKeys keys) => Made(keys.AddDocumentSigner());

    private static IResult MakeStatusKey(NodeKeys keys) => Made(keys.AddStatusKey());

    private static IResult Made(PublicKey key) =>
        Results.Json(new NewSignerBody(Convert.ToBase64String(key.SubjectPublicKeyInfo.Span)), statusCode: StatusCodes.Status201Created);

    private static IResult Retry(string id, Outbox outbox) =>
        outbox.Retry(id) ? Results.Accepted() : IssuerProblems.NoSuchSubmission.Result();
}
