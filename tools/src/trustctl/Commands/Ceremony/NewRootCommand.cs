using System.Collections.Immutable;
using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony new root`: the next root, or with `--first` the first.</summary>
internal static class NewRootCommand
{
    public static Command Build()
    {
        var drafting = new Drafting();
        var (root, targets) = (new KeyEditing("", "the root operators"), new KeyEditing("targets-", "the targets operators"));
        var first = new Option<bool>("--first") { Description = "Begin a new trust list: no list in force; operators by --add-operator, --add-targets-operator" };
        var snapshot = new Option<string?>("--snapshot") { Description = "The hub's snapshot key (PEM)" };
        var timestamp = new Option<string?>("--timestamp") { Description = "The hub's timestamp key (PEM)" };
        var hub = new Option<string?>("--hub-keys") { Description = "What the hub's incept verb printed: both of its keys" };
        var demand = new SuiteDemand();
        var command = new Command("root", "Draft the next root: operators replaced, keys changed, or only signed anew") { first, snapshot, timestamp, hub };
        drafting.AddTo(command);
        root.AddTo(command);
        targets.AddTo(command);
        demand.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var keys = parsed.GetValue(hub) is { } printed ? HubKeys.Read(printed) : null;
            var (snapshotKey, timestampKey) = (Key(parsed.GetValue(snapshot)) ?? keys?.Snapshot, Key(parsed.GetValue(timestamp)) ?? keys?.Timestamp);
            var now = drafting.Now(parsed);
            if (!parsed.GetValue(first))
            {
                var present = await drafting.List.Read(parsed, cancel);
                return drafting.Draft(parsed, () => ProposalDraft.Root(
                    present, new RootChange(root.Read(parsed), targets.Read(parsed), snapshotKey, timestampKey, demand.Read(parsed)).Apply(present, now), drafting.Reason(parsed), now));
            }

            if (drafting.List.IsNamed(parsed)) throw new UsageException("--first begins a trust list; --state and --hub do not belong to it.");
            return drafting.Draft(parsed, () => ProposalDraft.FirstRoot(
                new RootCeremony(
                    Group(root.Read(parsed), 3), Group(targets.Read(parsed), 2),
                    snapshotKey ?? throw new UsageException("--first needs --snapshot or --hub-keys"), timestampKey ?? throw new UsageException("--first needs --timestamp or --hub-keys"))
                {
                    Suites = demand.Read(parsed) ?? ImmutableSortedDictionary<SignatureAlgorithm, int>.Empty,
                }.Draft(1, now),
                drafting.Reason(parsed), now));
        });
        return command;
    }

    private static PublicKey? Key(string? path) => path is null ? null : Keys.Public(path);

    private static OperatorGroup Group(KeyEdit edit, int usual) => edit.Replace.IsEmpty && edit.Remove.IsEmpty
        ? OperatorGroup.Of(edit.Threshold ?? usual, edit.Add)
        : throw new UsageException("--first has nobody to replace or remove.");
}
