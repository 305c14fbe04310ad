using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl notice issue`: one duty officer takes a key or a region out of trust: drafted, signed and published in one act. `renew` signs what there is anew.</summary>
internal static class NoticeIssueCommand
{
    public static Command Build()
    {
        var id = new Option<string>("--id") { Description = "A name never used before: a-z, 0-9 and hyphen", Required = true };
        var region = new Option<string>("--region") { Description = "Whose key, or the region itself", Required = true };
        var affected = new Option<string?>("--certificate") { Description = "Thumbprint of the certificate, or id of the status key; else everything of the region" };
        var after = new Option<string?>("--distrust-after") { Description = "The start of the suspected compromise of a key; else now" };
        return Build("issue", "Take a key or a region out of trust at once", [id, region, affected, after], (parsed, present, reason, now) =>
        {
            if (parsed.GetValue(affected) is not { } key) return EmergencyCeremony.AgainstRegion(present.Notices, parsed.GetValue(id)!, parsed.GetValue(region)!, reason, present.Targets.Signed.Version, now);
            DateTimeOffset? from = parsed.GetValue(after) is { } text ? Arguments.Instant(text).Instant : null;
            return EmergencyCeremony.AgainstKey(present.Notices, parsed.GetValue(id)!, parsed.GetValue(region)!, key, from, reason, present.Targets.Signed.Version, now);
        });
    }

    public static Command Renew() => Build("renew", "Sign the notices that there are anew, at half of their seven days", [], (_, present, _, _) => present.Notices);

    private static Command Build(string name, string description, Option[] own, Func<ParseResult, PresentList, WrittenReason, DateTimeOffset, NoticesDocument> change)
    {
        var (drafting, signing, publishing) = (new Drafting(), new SigningKey(), new Publishing());
        var command = new Command(name, description);
        foreach (var option in own) command.Options.Add(option);
        drafting.AddTo(command);
        signing.AddTo(command);
        publishing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await drafting.List.Read(parsed, cancel);
            var (now, why) = (drafting.Now(parsed), drafting.Reason(parsed));
            var (role, files) = EmergencyCeremony.Draft(
                (present.Roles.GetValueOrDefault(RoleNames.Emergency)?.Signed.Version ?? 0) + 1, now, change(parsed, present, new WrittenReason(why.Zh, why.En), now));
            return await drafting.SignAndPublish(parsed, ProposalDraft.Targets(present, RoleNames.Emergency, role, files, why, now), present, signing, publishing, cancel);
        });
        return command;
    }
}
