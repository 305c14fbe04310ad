using System.CommandLine;
using Federation.Ceremonies.RollOut;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony sample-policy`: the rehearsal's policy as a file, to begin from.</summary>
internal static class SamplePolicyCommand
{
    public static Command Build()
    {
        var output = new Option<string>("--out") { Description = "The policy.json to write", Required = true };
        var hub = new Option<string>("--hub-keys") { Description = "What the hub's incept verb printed", Required = true };
        var command = new Command("sample-policy", "Write the rehearsal's policy, to begin from; a sample, not a recommendation") { output, hub };
        command.SetAction(parsed => OutputFile.Write(parsed.GetValue(output)!, SamplePolicy.Build(HubKeys.Read(parsed.GetValue(hub)!).TlsPin).Write()));
        return command;
    }
}
