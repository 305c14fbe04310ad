using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl region party …`: who may ask gateways, as a region registers it.</summary>
internal static class PartyCommand
{
    public static Command Build() => new("party", "A region's relying parties: who may ask gateways, for what and how often")
    {
        PartyAddCommand.Build(), PartyStandingCommand.Suspend(), PartyStandingCommand.Resume(), PartyStandingCommand.End(), PartyListCommand.Build(),
    };
}
