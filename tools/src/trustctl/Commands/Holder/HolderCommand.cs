using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl holder collect|refresh|prove|assertion|compact|transfer-proof|present`: a test holder, with which a region rehearses its first licence. No wallet: its key lies in a file.</summary>
internal static class HolderCommand
{
    public static Command Build() => new("holder", "A test holder: collects a licence and shows it, for rehearsals")
    {
        HolderCollectCommand.Build(), HolderRefreshCommand.Build(), HolderProveCommand.Build(), HolderAssertionCommand.Build(), HolderCompactCommand.Build(), HolderTransferProofCommand.Build(), HolderPresentCommand.Build(),
    };
}
