using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl qr make|show|verify`: licences as QR codes (SPEC.md §6.10 to §6.12).</summary>
internal static class QrCommand
{
    public static Command Build() => new("qr", "Licences as QR codes: make one of a compact licence, see what one says, decide one")
    {
        QrMakeCommand.Build(), QrShowCommand.Build(), QrVerifyCommand.Build(),
    };
}
