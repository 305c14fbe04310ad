using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony diff FILE`: what a proposal changes, in words and value by value.</summary>
internal static class DiffCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The proposal" };
        var examination = new Examination();
        var command = new Command("diff", "Show what a proposal changes (zh and en), and who has signed") { file };
        examination.AddTo(command);
        command.SetAction(parsed =>
        {
            var check = examination.Check(parsed, parsed.GetValue(file)!);
            if (check.Value is not { } proposal) return Refusals.Tell(check.Refusal!, examination.Json(parsed));
            ProposalText.Write(proposal, examination.Json(parsed));
            return ExitCode.Accepted;
        });
        return command;
    }
}
