using System.CommandLine;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl holder compact LICENCE`: fetches the licence's compact form, of which `qr make` makes codes.</summary>
internal static class HolderCompactCommand
{
    public static Command Build()
    {
        var possession = new HolderPossession();
        var output = new Option<string>("--out") { Description = "The compact licence to write (CBOR)", Required = true };
        var command = new Command("compact", "Fetch the licence's compact form, for QR codes") { output };
        possession.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var compact = await possession.Ask(parsed, possession.Open(parsed), HolderAct.Compact, purpose: null, cancel);
                var wallet = new CodeWallet(possession.Key(parsed), compact);
                OutputFile.Write(parsed.GetValue(output)!, compact);
                Console.WriteLine($"{parsed.GetValue(output)}: {compact.Length} bytes, until {Instants.Format(wallet.ValidUntil)}");
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
