using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>The offices' side of moves, and the holder's proof of one.</summary>
internal static class MovingApi
{
    private const long MaxBodyBytes = 4096;

    internal static void MapMoving(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/transfers", Open).For(Caller.Province, Role.Counter, Role.Supervisor).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("RequestTransfer")
            .WithSummary("A driver leaves for another region: gives the id that the driver takes there. Nothing ends before both regions signed and the log holds it.")
            .Produces<MoveStandingBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.NoSuchDriver, IssuerProblems.TransferPending, IssuerProblems.MoveRefused, IssuerProblems.NotFollowingTrust,
                IssuerProblems.DatabaseOld);
        routes.MapPost("/transfers/{id}/accept", Accept).For(Caller.Province, Role.Counter, Role.Supervisor).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("AcceptTransfer")
            .WithSummary("A driver comes from another region: the node fetches the dossier, checks it, signs and waits for the log. Ask how it stands by its id.")
            .Produces<MoveStandingBody>(StatusCodes.Status202Accepted)
            .Refuses(
                IssuerProblems.NoSuchTransfer, IssuerProblems.NoSuchDriver, IssuerProblems.TransferPending, IssuerProblems.MoveRefused, IssuerProblems.NoSigner, IssuerProblems.NotFollowingTrust);
        routes.MapGet("/transfers/{id}", Find).For(Caller.Province, Role.Counter, Role.Supervisor).WithETag()
            .WithName("GetTransfer")
            .WithSummary("How a move stands, and once it is committed its proof.")
            .Produces<MoveStandingBody>()
            .Refuses(IssuerProblems.NoSuchTransfer);
        routes.MapGet("/transfers", List).For(Caller.Province, Role.Counter, Role.Supervisor)
            .WithName("ListTransfers")
            .WithSummary("The moves of this region, out and in, the oldest first.")
            .Produces<Page<MoveStandingBody>>();
        routes.MapDelete("/transfers/{id}", Cancel).For(Caller.Province, Role.Counter, Role.Supervisor)
            .WithName("CancelTransfer")
            .WithSummary("Calls a move off before this side has signed anything; afterwards the log alone decides.")
            .Produces<MoveStandingBody>()
            .Refuses(IssuerProblems.NoSuchTransfer, IssuerProblems.TransferSigned);
        routes.MapPost("/holder/transfer-proof", Prove).For(Caller.OwnGateway).WithBodyLimit(MaxBodyBytes).LimitedBy<ProofQuestionBody>(body => body.MsoSha256)
            .WithName("GetTransferProof")
            .WithSummary("The proof of where a TRANSFERRED licence went, for its holder to show.")
            .Produces<byte[]>(StatusCodes.Status200OK, TransferProof.MediaType)
            .Refuses(IssuerProblems.NoSuchProof);
    }

    private static IResult Open(MoveBody body, MovingOut moving, NeighbourKeys neighbours, Chains chains, NodeOptions options, HttpContext context)
    {
        if (chains.DatabaseIsOld)
            return IssuerProblems.DatabaseOld.Result();
        if (!neighbours.IsFollowing)
            return IssuerProblems.NotFollowingTrust.Result();
        var (row, reason) = moving.Open(body, Access.Of(context));
        return row is null ? Refuse(reason!.Value) : Results.Created($"/transfers/{row.Id}", Describe(row, options));
    }

    private static IResult Accept(string id, NewOfficeBody body, MovingIn moving, NeighbourKeys neighbours, NodeOptions options, HttpContext context)
    {
        if (!neighbours.IsFollowing)
            return IssuerProblems.NotFollowingTrust.Result();
        if (id.Length != 2 * TransferRecord.IdBytes || !id.All(char.IsAsciiHexDigitLower))
            return IssuerProblems.NoSuchTransfer.Result();
        var (row, reason) = moving.Accept(id, body, Access.Of(context));
        return row is not null ? Results.Accepted($"/transfers/{id}", Describe(row, options))
            : reason is { } why ? Refuse(why) : IssuerProblems.NoSigner.Result();
    }

    private static IResult Find(string id, IDurableStore store, NodeOptions options, HttpContext context, TimeProvider clock) => store.Write("read transfer", db =>
    {
        if (TransferTable.Closed(db, id) is not { } row)
            return IssuerProblems.NoSuchTransfer.Result();
        AuditTrail.Note(db, Access.Of(context), AuditAct.TransferRead, row.Driver, id, clock.GetUtcNow());
        return Results.Ok(Describe(row, options));
    });

    private static IResult Cancel(string id, TransferSettlement settlement, NodeOptions options, HttpContext context) => settlement.Cancel(id, Access.Of(context)) switch
    {
        null => IssuerProblems.NoSuchTransfer.Result(),
        { State: MoveState.Aborted } row => Results.Ok(Describe(row, options)),
        _ => IssuerProblems.TransferSigned.Result(),
    };

    private static Page<MoveStandingBody> List(PageQuery query, IDurableStore store, NodeOptions options, HttpContext context, TimeProvider clock) => store.Write("read transfers", db =>
    {
        var rows = TransferTable.After(db, query.After ?? 0, query.Take);
        AuditTrail.NoteAll(db, Access.Of(context), AuditAct.TransferRead, rows.Take(query.Limit).Select(row => row.Driver).Distinct(), "list", clock.GetUtcNow());
        return Page.Of(query, rows, row => row.Seq, row => Describe(row, options));
    });

    private static IResult Prove(ProofQuestionBody body, ProofDesk proofs, IDurableStore store, HttpContext context, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (proofs.Entry(body) is not { } entry)
            return IssuerProblems.NoSuchProof.Result();
        return store.Write("give transfer proof", db =>
        {
            if (TransferTable.OfEntry(db, entry) is not { Proof: { } proof } row)
                return IssuerProblems.NoSuchProof.Result();
            AuditTrail.Note(db, Access.Of(context), AuditAct.ProofGiven, row.Driver, $"{row.Id} moved", clock.GetUtcNow());
            return Results.Bytes(proof, TransferProof.MediaType);
        });
    }

    private static IResult Refuse(MoveReason reason) => reason switch
    {
        MoveReason.NoSuchDriver => IssuerProblems.NoSuchDriver.Result(),
        MoveReason.NoSuchTransfer => IssuerProblems.NoSuchTransfer.Result(),
        MoveReason.TransferPending => IssuerProblems.TransferPending.Result(),
        _ => IssuerProblems.MoveRefused.Result(members: new Dictionary<string, object?> { ["reasons"] = new[] { reason.ToString() } }),
    };

    private static MoveStandingBody Describe(TransferRow row, NodeOptions options)
    {
        var isOut = row.Side == MoveSide.Out;
        var record = row.Record is { } bytes ? TransferRecord.Read(bytes).Value : null;
        return new MoveStandingBody(
            row.Id, row.Side, isOut ? options.Code : row.Other, isOut ? row.Other : options.Code, row.State, row.OpenedAt.Instant(), record?.NotAfter,
            row.Reason, row.DecidedAt?.Instant(), row.State == MoveState.Committed ? row.Proof : null);
    }
}
