using System.CommandLine;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl holder assertion LICENCE`: fetches a live assertion and staples it to the licence, for verifiers without a network.</summary>
internal static class HolderAssertionCommand
{
    public static Command Build()
    {
        var possession = new HolderPossession();
        var purpose = new Option<string?>("--purpose") { Description = "What it will be shown for; roadside and counter are told letters and points" };
        purpose.AcceptOnlyFromAmong([.. Enum.GetNames<Purpose>().Select(name => name.ToLowerInvariant())]);
        var output = new Option<string?>("--out") { Description = "Write the assertion to a file of its own too (for verify --staple)" };
        var command = new Command("assertion", "Fetch a statement of the licence's status, good for minutes, and staple it to the licence") { purpose, output };
        possession.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var wallet = possession.Open(parsed);
                var assertion = await possession.Ask(parsed, wallet, HolderAct.Assertion, parsed.GetValue(purpose), cancel);
                var stapled = wallet.WithStaple(assertion);
                if (parsed.GetValue(output) is { } file) OutputFile.Write(file, assertion);
                OutputFile.Write(possession.File(parsed), stapled.ToIssuerSigned());
                Console.WriteLine($"{possession.File(parsed)}: carries a status statement of {assertion.Length} bytes");
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
