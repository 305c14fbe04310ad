using System.CommandLine;
using Federation.Ceremonies.Proposals;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony publish FILE`: nothing is published that a staging client has not accepted.</summary>
internal static class PublishCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The proposal with every signature" };
        var (list, publishing, json) = (new ListInForce(), new Publishing(), Arguments.Json());
        var command = new Command("publish", "Let a staging client try it, submit it, see that clients follow") { file, json };
        list.AddTo(command);
        publishing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            var anchor = list.Anchor(parsed);
            var check = CheckedProposal.Check(ProposalFile.Read(path), Arguments.Instant(parsed.GetValue(list.Now)).Instant, anchor is null ? (ReadOnlyMemory<byte>?)null : anchor);
            return check.Value is { } proposal
                ? await publishing.Run(parsed, proposal, path, list, await list.Read(parsed, cancel), parsed.GetValue(json), cancel)
                : Refusals.Tell(check.Refusal!, parsed.GetValue(json));
        });
        return command;
    }
}
