using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl issuer root|certify|begin|add|activate|retire|compromise|disown|renew`: the life of a region's keys, drafted for its operators to sign.</summary>
internal static class IssuerCommand
{
    public static Command Build() => new("issuer", "The life of a region's keys: each step is a proposal that its operators sign")
    {
        IssuerRootCommand.Build(), IssuerCertifyCommand.Build(), IssuerBeginCommand.Build(),
        IssuerAddCommand.Build(), IssuerStepCommand.Activate(), IssuerStepCommand.Retire(), IssuerStepCommand.Compromise(), IssuerDisownCommand.Build(), IssuerRenewCommand.Build(),
    };
}
