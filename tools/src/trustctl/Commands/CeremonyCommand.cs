using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony new|diff|sign|assemble|publish`: what the national operators do, each on their own machine.</summary>
internal static class CeremonyCommand
{
    public static Command Build() => new("ceremony", "Propose, show, sign, assemble and publish what operators sign offline")
    {
        new Command("new", "Draft a proposal") { NewRootCommand.Build(), NewTargetsCommand.Build() },
        DiffCommand.Build(),
        SignCommand.Build(),
        AssembleCommand.Build(),
        PublishCommand.Build(),
        PresentCommand.Build(),
        SamplePolicyCommand.Build(),
        LogPolicyCommand.Build(),
    };
}
