using System.CommandLine;
using Federation.Ceremonies.Proposals;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony assemble COPY… --out FILE`: the signatures of several copies in one.</summary>
internal static class AssembleCommand
{
    public static Command Build()
    {
        var copies = new Argument<string[]>("COPY") { Description = "Copies of one proposal, each signed by somebody", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "The proposal with every signature", Required = true };
        var folder = new Option<string?>("--into") { Description = "Write the signed metadata and its files there too: the inception folder of a hub or a node, or a node's inbox" };
        var examination = new Examination();
        var command = new Command("assemble", "Bring the signatures of several copies together") { copies, output, folder };
        examination.AddTo(command);
        command.SetAction(parsed =>
        {
            var json = examination.Json(parsed);
            var read = new List<CheckedProposal>();
            foreach (var path in parsed.GetValue(copies)!)
            {
                var check = examination.Check(parsed, path);
                if (check.Value is not { } good) return Refusals.Tell(check.Refusal! with { Detail = $"{path}: {check.Refusal!.Detail}" }, json);
                read.Add(good);
            }

            var whole = ProposalAssembly.Assemble(read);
            if (whole.Value is not { } proposal) return Refusals.Tell(whole.Refusal!, json);
            var target = parsed.GetValue(output)!;
            OutputFile.Write(target, proposal.Write());
            var assembled = examination.Check(parsed, target).Value!;
            if (parsed.GetValue(folder) is { } into) SignedFiles.Write(into, assembled);
            ProposalText.Write(assembled, json);
            return ExitCode.Accepted;
        });
        return command;
    }
}
