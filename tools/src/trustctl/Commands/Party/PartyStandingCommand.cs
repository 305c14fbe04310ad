using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl region party suspend|resume|end ID`: one step in a party's history, which nobody takes back.</summary>
internal static class PartyStandingCommand
{
    public static Command Suspend() => Build("suspend", "Draft that a party may not ask", PartyState.Suspended);

    public static Command Resume() => Build("resume", "Draft that a suspended party may ask again", PartyState.Active);

    public static Command End() => Build("end", "Draft that a party may never ask again", PartyState.Ended);

    private static Command Build(string name, string description, PartyState state)
    {
        var id = new Argument<string>("ID") { Description = "The party" };
        var from = new Option<string?>("--from") { Description = "From when; else now" };
        var drafting = new RegionDrafting();
        var command = new Command(name, description) { id, from };
        drafting.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            DateTimeOffset? since = parsed.GetValue(from) is { } text ? Arguments.Instant(text).Instant : null;
            return drafting.DraftParties(parsed, (parties, now) => PartyRecords.Step(parties, parsed.GetValue(id)!, state, drafting.Reason(parsed).En, since ?? now), cancel);
        });
        return command;
    }
}
