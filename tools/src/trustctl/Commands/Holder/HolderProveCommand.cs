using System.CommandLine;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl holder prove LICENCE`: fetches the licence's issuance proof from its region and puts it beside the issuer's signature.</summary>
internal static class HolderProveCommand
{
    public static Command Build()
    {
        var question = new HolderQuestion();
        var command = new Command("prove", "Fetch the proof of when a licence was issued, and keep it with the licence");
        question.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var wallet = question.Open(parsed);
                var proven = wallet.WithProof(await question.Ask(parsed, wallet, "/holder/proof", Limits.IssuanceProofBytes, cancel));
                OutputFile.Write(question.File(parsed), proven.ToIssuerSigned());
                Console.WriteLine($"{question.File(parsed)}: carries its issuance proof");
                return ExitCode.Accepted;
            }
            catch (ArgumentException wrong)
            {
                throw new StopException(ExitCode.Refused, Printable.Of(wrong.Message));
            }
        });
        return command;
    }
}
