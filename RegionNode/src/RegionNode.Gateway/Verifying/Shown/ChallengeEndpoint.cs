using System.Buffers.Text;
using Federation.Hosting.Description;
using Federation.Hosting.Problems;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using TrustList.Format.Credentials.Qr;

namespace RegionNode.Gateway.Verifying.Shown;

/// <summary><c>POST /v1/challenges</c>: a challenge for a desk to show to a holder's phone, good for one question.</summary>
internal static class ChallengeEndpoint
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapChallenges(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/challenges", Give)
        .WithName("MakeChallenge")
        .WithSummary("Makes a challenge that a holder's dynamic code must answer")
        .WithDescription("Show qr to the holder's phone, and send the challenge with the question within a minute. It counts once, and as one question of the party's limits.")
        .Produces<GivenChallenge>(StatusCodes.Status201Created)
        .Refuses([.. VerifyRefusals.OfCallers, CommonProblems.Forbidden, CommonProblems.Unavailable]);

    private static async Task Give(HttpContext context, PartyCheck parties, Handover handover, TimeProvider clock)
    {
        // There is no body, so any page could make a browser ask with the desk's certificate; a browser says whose page asks.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            await context.Refuse(Refusal.OfAnotherSite, "another site's page asks");
            return;
        }

        var cancel = context.RequestAborted;
        var found = await parties.Find(context, cancel);
        if (found.Party is not { } party)
        {
            await context.Refuse(found.Refusal!);
            return;
        }

        if (await parties.Take(party, 1, cancel) is { } over) await context.Refuse(over);
        else if (await handover.KeepChallenge(party.Name, cancel) is not { } challenge) await context.RefuseBusy("no more challenges can be kept now");
        else await context.Created(new GivenChallenge(challenge, QrText.OfChallenge(Base64Url.DecodeFromChars(challenge)), (int)Handover.Life.TotalSeconds, clock.GetUtcNow() + Handover.Life), KeptJson.Default.GivenChallenge);
    }
}
