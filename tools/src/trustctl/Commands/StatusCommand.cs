using System.CommandLine;
using Trustctl.Commands.Status;

namespace Trustctl.Commands;

/// <summary>`trustctl status`: the status of the whole nation on this device.</summary>
internal static class StatusCommand
{
    public static Command Build() => new("status", "The status of every region's licences on this device, for use offline")
    {
        StatusPullCommand.Build(), StatusLookupCommand.Build(), StatusInfoCommand.Build(),
    };
}
