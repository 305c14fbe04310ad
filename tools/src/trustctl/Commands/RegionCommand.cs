using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl region …`: what a province's operators do offline, and what the national operators decide on a region.</summary>
internal static class RegionCommand
{
    public static Command Build() => new("region", "A province's keys, application and relying parties; its admission, suspension and leaving")
    {
        ProvinceCommands.New(), ProvinceCommands.Certify(), ProvinceCommands.Renew(),
        RegionApplyCommand.Build(), RegionCheckCommand.Build(),
        RegionAdmitCommand.Build(), RegionStandingCommand.Suspend(), RegionStandingCommand.Resume(), RegionStandingCommand.Withdraw(),
        PartyCommand.Build(),
    };
}
