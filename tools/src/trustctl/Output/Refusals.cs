using System.Text.Json.Nodes;
using Federation.Ceremonies.Proposals;
using Trustctl.Commands;

namespace Trustctl;

/// <summary>Tells a refusal: to people in both languages, to programs as one JSON object. Nothing was changed.</summary>
internal static class Refusals
{
    /// <summary>Tells it and gives the exit code: 64 for a file that is no proposal, 2 for a hub that did not answer, else 1.</summary>
    public static int Tell(ProposalRefusal refusal, bool json)
    {
        if (json)
            Console.WriteLine(new JsonObject
            {
                ["ok"] = false, ["fault"] = refusal.Fault.ToString(), ["detail"] = refusal.Detail, ["zh"] = refusal.Words.Zh, ["en"] = refusal.Words.En,
            }.ToJsonString(InspectCommand.Readable));
        else
            Console.Error.WriteLine($"{refusal.Fault}: {refusal.Words.En} {refusal.Words.Zh} [{Printable.Of(refusal.Detail)}]");
        return refusal.Fault switch
        {
            ProposalFault.Malformed or ProposalFault.TooLarge => ExitCode.Usage,
            ProposalFault.HubNotReached => ExitCode.Undecided,
            _ => ExitCode.Refused,
        };
    }
}
