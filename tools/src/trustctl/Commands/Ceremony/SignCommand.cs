using System.CommandLine;
using Federation.Ceremonies.Proposals;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony sign FILE --key KEY`: one operator's signature, after they have seen what it changes.</summary>
internal static class SignCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The proposal; the signature is added in place" };
        var output = new Option<string?>("--out") { Description = "Write the signed copy there and leave FILE as it is" };
        var yes = new Option<bool>("--yes") { Description = "Sign without asking; the changes are shown all the same" };
        var (examination, signing) = (new Examination(), new SigningKey());
        var command = new Command("sign", "Add one operator's signature") { file, output, yes };
        examination.AddTo(command);
        signing.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var json = examination.Json(parsed);
            var check = examination.Check(parsed, path);
            if (check.Value is not { } proposal) return Refusals.Tell(check.Refusal!, json);
            if (!json) ProposalText.Write(proposal, json: false);
            if (!parsed.GetValue(yes) && !Confirmed()) throw new StopException(ExitCode.Refused, "Not signed. 未签署。");
            var signer = signing.Open(parsed);
            var signed = ProposalSigning.Sign(proposal, signer);
            (signer as IDisposable)?.Dispose();
            if (signed.Value is not { } next) return Refusals.Tell(signed.Refusal!, json);
            OutputFile.Write(parsed.GetValue(output) ?? path, next.Write());
            if (json) ProposalText.Write(examination.Check(parsed, parsed.GetValue(output) ?? path).Value!, json: true);
            else Console.WriteLine($"Signed with key 已签署，密钥 {KeyLabel.Of(signer.PublicKey)}");
            return ExitCode.Accepted;
        });
        return command;
    }

    private static bool Confirmed()
    {
        if (Console.IsInputRedirected) throw new UsageException("Nobody is there to agree: give --yes.");
        Console.Error.Write("Sign this? 是否签署？ (yes/no) ");
        return Console.ReadLine()?.Trim() is "yes" or "是";
    }
}
