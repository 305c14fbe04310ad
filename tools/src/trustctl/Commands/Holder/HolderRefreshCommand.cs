using System.CommandLine;
using TrustList.Format.Credentials;

namespace Trustctl.Commands;

/// <summary>`trustctl holder refresh LICENCE`: gets a new licence for the same device key in place of one of which half the life is over.</summary>
internal static class HolderRefreshCommand
{
    public static Command Build()
    {
        var possession = new HolderPossession();
        var output = new Option<string?>("--out") { Description = "Write the new licence here and leave the old file" };
        var command = new Command("refresh", "Get a new licence for the same device, before the old one expires") { output };
        possession.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var fresh = await possession.Ask(parsed, possession.Open(parsed), HolderAct.Refresh, purpose: null, cancel);
                var file = parsed.GetValue(output) ?? possession.File(parsed);
                OutputFile.Write(file, fresh);
                Console.WriteLine($"{file}: {fresh.Length} bytes; show this one from now on");
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
