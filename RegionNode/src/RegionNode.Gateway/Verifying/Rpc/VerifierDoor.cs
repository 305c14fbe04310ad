using Grpc.AspNetCore.Server;
using Grpc.Core;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Verifying.Rpc;

/// <summary>
/// Stands before the gRPC server, which itself reads the one message of a call from anybody, for as long as it drips: here the caller
/// is known first, and then the message comes whole and in time, as a body of HTTP must. A stream has its own times
/// (<see cref="Batches.InTime"/>), and is read once the caller is known.
/// </summary>
internal static class VerifierDoor
{
    /// <summary>Adds it, behind routing. What it lets through bears its <see cref="AskingParty"/> as a feature.</summary>
    public static void UseVerifierDoor(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type is not MethodType.Unary)
        {
            await next(context);
            return;
        }

        var found = await context.RequestServices.GetRequiredService<PartyCheck>().Find(context, context.RequestAborted);
        if (found.Party is not { } party)
        {
            await context.Refuse(found.Refusal!);
            return;
        }

        if (!await Came(context, party)) return;
        context.Features.Set(party);
        await next(context);
    });

    private static async Task<bool> Came(HttpContext context, AskingParty party)
    {
        var places = context.RequestServices.GetRequiredService<ReadingPlaces>();
        using var place = places.Take(party, context.Connection.RemoteIpAddress);
        if (place is null) await context.RefuseBusy($"{places.OfOne} questions of one caller are coming in");
        else if (await WholeBody.Read(context, BodyLimits.VerifyRequest) is not var (refusal, detail)) return true;
        else await context.Refuse(refusal, detail);
        return false;
    }
}
