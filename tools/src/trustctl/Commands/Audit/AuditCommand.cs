using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl audit verify|show`: a region's exported audit trail (SPEC.md §15).</summary>
internal static class AuditCommand
{
    public static Command Build() => new("audit", "A region's audit trail: check an export, read it")
    {
        AuditVerifyCommand.Build(), AuditShowCommand.Build(),
    };
}
