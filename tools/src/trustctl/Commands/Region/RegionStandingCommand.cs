using System.CommandLine;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl region suspend|resume|withdraw CODE`: drafts the targets that change a region's standing.</summary>
internal static class RegionStandingCommand
{
    public static Command Suspend() => Build("suspend", "Draft the targets that suspend a region: nothing of it counts", RegionState.Suspended);

    public static Command Resume() => Build("resume", "Draft the targets under which a suspended region counts again", RegionState.Active);

    public static Command Withdraw() => Build("withdraw", "Draft the targets by which a region leaves for good", RegionState.Withdrawn);

    private static Command Build(string name, string description, RegionState state)
    {
        var code = new Argument<string>("CODE") { Description = "The region" };
        var from = new Option<string?>("--from") { Description = "From when; else now" };
        var drafting = new Drafting();
        var command = new Command(name, description) { code, from };
        drafting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await drafting.List.Read(parsed, cancel);
            var now = drafting.Now(parsed);
            return drafting.Draft(parsed, () =>
            {
                var region = present.Registry.Find(parsed.GetValue(code)!) ?? throw new ArgumentException($"region {parsed.GetValue(code)} is not in the registry");
                var since = Instants.WholeSeconds(parsed.GetValue(from) is { } text ? Arguments.Instant(text).Instant : now);
                var changed = region with { History = region.History.Add(new(state, since, drafting.Reason(parsed).En)) };
                var (role, files) = new TargetsChange { Registry = present.Registry with { Regions = present.Registry.Regions.Replace(region, changed) } }.Apply(present, now);
                return ProposalDraft.Targets(present, RoleNames.Targets, role, files, drafting.Reason(parsed), now);
            });
        });
        return command;
    }
}
