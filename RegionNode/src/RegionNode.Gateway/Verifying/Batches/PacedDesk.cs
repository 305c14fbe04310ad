using System.Runtime.CompilerServices;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>
/// Asks the desk for the lines of a party's batch. A line that comes too early for the party's rate waits: whoever sends a
/// thousand at once means all of them. What its day does not hold is refused. Each line is judged by what the trust list says of
/// the party then, not when the batch began.
/// </summary>
internal sealed class PacedDesk(VerifyDesk desk, BatchRooms rooms, CurrentTrust trust, TimeProvider clock)
{
    /// <summary>The longest that one line waits at a time; limits that open later are a day's.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile PartyIndex _parties = PartyIndex.Empty;

    /// <summary>The lines, each when its party's rate has room for it: in their order, so that none is kept waiting by those behind it.</summary>
    /// <param name="party">Who asked when the batch began.</param>
    /// <param name="lines">Read only as fast as the rate allows.</param>
    /// <param name="cancel">Nobody waits for them any more.</param>
    public async IAsyncEnumerable<PacedLine> InTurn(AskingParty party, IAsyncEnumerable<BatchLine> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var line in lines.WithCancellation(cancel)) yield return await Admit(party, line, cancel);
    }

    /// <summary>The answer to a line's question, or why it gets none.</summary>
    public async Task<DeskReply> Answer(PacedLine paced, CancellationToken cancel) => paced.Asking is { } asking
        ? await rooms.AtTheDesk(() => desk.AnswerAdmitted(asking, paced.Line.Read.Question!, cancel), cancel)
        : DeskReply.No(paced.Refused!);

    private async Task<PacedLine> Admit(AskingParty party, BatchLine line, CancellationToken cancel)
    {
        if (line.Read.Question is not { } question) return No(new(line.Read.Refusal!, line.Read.Detail));
        while (true)
        {
            if (Now(party) is not { } asking) return Refuse(question, new(Refusal.PartyUnknown, $"{party.Name} may not ask any more"));
            if (await desk.Admit(asking, question, cancel) is not { } refused) return new PacedLine(line, asking, null);
            if (refused.RetryAfter is not { } pause || pause > Patience) return Refuse(question, refused);
            await Task.Delay(pause, cancel);
        }

        PacedLine No(PartyRefusal refused) => new(line, null, refused);

        PacedLine Refuse(VerifyQuestion question, PartyRefusal refused) => No(desk.Refuse(party, question, refused).Refused!);
    }

    /// <summary>The party as it is registered now; null where it may not ask.</summary>
    private AskingParty? Now(AskingParty party)
    {
        if (party.Region is null) return party; // Callers without a name: by the operator's settings, which stay.
        var parties = _parties = _parties.For(trust.Now);
        return parties.Find(party.Name) is { } registered && parties.MayAsk(registered, clock.GetUtcNow())
            ? AskingParty.Of(registered.Region, registered.Party) with { RepetitionUnchecked = party.RepetitionUnchecked }
            : null;
    }
}
