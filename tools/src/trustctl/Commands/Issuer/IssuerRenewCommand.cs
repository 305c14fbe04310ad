using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer renew`: the region's metadata signed anew, each quarter, or with another key for its node.</summary>
internal static class IssuerRenewCommand
{
    public static Command Build()
    {
        var node = new Option<string?>("--node-role") { Description = "The node's new metadata key (PEM)" };
        var drafting = new RegionDrafting();
        var command = new Command("renew", "Draft the region's metadata anew, unchanged or with another key for its node") { node };
        drafting.AddTo(command);
        command.SetAction((parsed, cancel) => drafting.Draft(parsed, (issuers, _) => issuers, cancel, parsed.GetValue(node) is { } path ? Keys.Public(path) : null));
        return command;
    }
}
