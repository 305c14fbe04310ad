using System.CommandLine;
using Trustctl;
using Trustctl.Commands;
using Trustctl.Commands.Node;

var root = new RootCommand("trustctl: the verifier's and the operators' tool of the federation.")
{
    SyncCommand.Build(),
    VerifyCommand.Build(),
    StatusCommand.Build(),
    WatchCommand.Build(),
    InspectCommand.Build(),
    KeyCommand.Build(),
    CeremonyCommand.Build(),
    RegionCommand.Build(),
    IssuerCommand.Build(),
    NoticeCommand.Build(),
    HolderCommand.Build(),
    QrCommand.Build(),
    NodeCommands.Build(),
    CalendarCommand.Build(),
    BundleCommand.Build(),
    FsckCommand.Build(),
    LogCommand.Build(),
    AuditCommand.Build(),
    DisputeCommand.Build(),
    ProjectCommand.Build(),
    LintCommand.Build(),
};

return await CommandLine.Run(root, args);
