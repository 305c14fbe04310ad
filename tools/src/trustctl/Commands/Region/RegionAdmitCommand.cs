using System.Collections.Immutable;
using System.CommandLine;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using Federation.Ceremonies.Regions;
using TrustList.Format.Metadata;

namespace Trustctl.Commands;

/// <summary>`trustctl region admit APPLICATION`: drafts the targets that admit a region.</summary>
internal static class RegionAdmitCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("APPLICATION") { Description = "The region's application, signed by its operators" };
        var drafting = new Drafting();
        var command = new Command("admit", "Draft the targets that admit a region") { file };
        drafting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var application = ApplicationInput.Read(parsed.GetValue(file)!);
            var present = await drafting.List.Read(parsed, cancel);
            var now = drafting.Now(parsed);
            var wrong = ApplicationCheck.Run(application, present, now).ToList();
            if (wrong.Count > 0)
            {
                foreach (var finding in wrong) Console.Error.WriteLine(Printable.Of($"{finding.En} {finding.Zh}"));
                return ExitCode.Refused;
            }

            return drafting.Draft(parsed, () =>
            {
                var registry = present.Registry with { Regions = [.. present.Registry.Regions.Append(application.ToRecord(drafting.Reason(parsed).En, now)).OrderBy(region => region.Code, StringComparer.Ordinal)] };
                var (role, files) = new TargetsChange
                {
                    Registry = registry,
                    Operators = ImmutableDictionary<string, Federation.Ceremonies.OperatorGroup>.Empty.Add(application.Code, application.Operators),
                }.Apply(present, now);
                return ProposalDraft.Targets(present, RoleNames.Targets, role, files, drafting.Reason(parsed), now);
            });
        });
        return command;
    }
}
