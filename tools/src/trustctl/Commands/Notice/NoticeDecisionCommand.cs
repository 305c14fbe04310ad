using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl notice ratify|lift|lapse ID`: drafts the targets that decide on a notice.</summary>
internal static class NoticeDecisionCommand
{
    public static Command Ratify() => Build("ratify", "Draft the targets by which a notice stands until it is lifted", NoticeOutcome.Ratified);

    public static Command Lift() => Build("lift", "Draft the targets by which a notice has no effect any more", NoticeOutcome.Lifted);

    public static Command Lapse() => Build("lapse", "Draft targets that decide nothing: clients that hold them let the notice end at its own instant", null);

    private static Command Build(string name, string description, NoticeOutcome? outcome)
    {
        var id = new Argument<string>("ID") { Description = "The notice" };
        var drafting = new Drafting();
        var command = new Command(name, description) { id };
        drafting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await drafting.List.Read(parsed, cancel);
            var now = drafting.Now(parsed);
            return drafting.Draft(parsed, () =>
            {
                var notice = present.Notices.Find(parsed.GetValue(id)!) ?? throw new ArgumentException($"there is no notice {parsed.GetValue(id)}");
                var why = drafting.Reason(parsed);
                var policy = outcome is { } decision ? EmergencyCeremony.Decide(present.Policy, notice.Id, decision, new WrittenReason(why.Zh, why.En), now) : null;
                var (role, files) = new TargetsChange { Policy = policy }.Apply(present, now);
                return ProposalDraft.Targets(present, RoleNames.Targets, role, files, why, now);
            });
        });
        return command;
    }
}
