using System.Collections.Immutable;
using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony new targets`: an edited registry or policy, a region's operators, or only signed anew.</summary>
internal static class NewTargetsCommand
{
    public static Command Build()
    {
        var drafting = new Drafting();
        var registry = new Option<string?>("--registry") { Description = "The registry.json to publish; else the one in force" };
        var policy = new Option<string?>("--policy") { Description = "The policy.json to publish; else the one in force" };
        var operators = new Option<string[]>("--region-operators") { Description = "CODE=K:KEY,KEY…: K of these public keys (PEM files) sign for a region" };
        var officers = new Option<string[]>("--duty-officer") { Description = "Public key (PEM) of a duty officer; those named replace all there are, any one of them signs notices" };
        var root = new Option<string?>("--first-under") { Description = "Begin a trust list: the signed 1.root.json that nobody serves yet" };
        var command = new Command("targets", "Draft the next targets: registry, policy, delegations, or only signed anew") { registry, policy, operators, officers, root };
        drafting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var change = new TargetsChange
            {
                Registry = Document(parsed.GetValue(registry), RegistryDocument.Read),
                Policy = Document(parsed.GetValue(policy), PolicyDocument.Read),
                Operators = (parsed.GetValue(operators) ?? []).Select(Group).ToImmutableDictionary(),
                DutyOfficers = parsed.GetValue(officers) is { Length: > 0 } named ? OperatorGroup.Of(1, named.Select(Keys.Public)) : null,
            };
            var now = drafting.Now(parsed);
            if (parsed.GetValue(root) is { } first) return drafting.Draft(parsed, () => First(first, change, drafting.Reason(parsed), now));
            var present = await drafting.List.Read(parsed, cancel);
            return drafting.Draft(parsed, () =>
            {
                var (role, files) = change.Apply(present, now);
                return ProposalDraft.Targets(present, RoleNames.Targets, role, files, drafting.Reason(parsed), now);
            });
        });
        return command;
    }

    private static Proposal First(string root, TargetsChange change, Sentence reason, DateTimeOffset now)
    {
        var policy = change.Policy ?? throw new UsageException("--first-under needs --policy");
        var (role, files) = new TargetsCeremony(change.Registry ?? new RegistryDocument { Regions = [] }, policy, change.Operators) { DutyOfficers = change.DutyOfficers }.Draft(1, now);
        return ProposalDraft.FirstTargets(InputFile.Bounded(root, Limits.RootBytes), role, files, reason, now);
    }

    private static T? Document<T>(string? path, Reader<T> read)
        where T : class
    {
        if (path is null) return null;
        var document = read(InputFile.Bounded(path, Limits.TargetFileBytes));
        return document.Ok ? document.Value : throw new UsageException($"{path}: {document.Fault}: {document.Detail}");
    }

    private static KeyValuePair<string, OperatorGroup> Group(string text)
    {
        if (text.Split('=', 2) is [var code, var rest] && rest.Split(':', 2) is [var count, var keys] && int.TryParse(count, out var threshold))
            return KeyValuePair.Create(code, OperatorGroup.Of(threshold, keys.Split(',').Select(Keys.Public)));
        throw new UsageException($"{text}: want CODE=K:KEY,KEY,…");
    }

    private delegate Decoded<T> Reader<T>(ReadOnlySpan<byte> file);
}
