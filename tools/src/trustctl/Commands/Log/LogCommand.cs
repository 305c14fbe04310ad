using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl log prove|verify|fsck|watch`: the transparency log from outside (SPEC.md §12).</summary>
internal static class LogCommand
{
    public static Command Build() => new("log", "The transparency log: prove an epoch, check a proof, walk the whole log, watch for two views")
    {
        LogProveCommand.Build(), LogVerifyCommand.Build(), LogFsckCommand.Build(), LogWatchCommand.Build(),
    };
}
