using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony publish FILE`: staging client, hub, and what a client follows afterwards; all of it in a transcript.</summary>
internal static class PublishCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The proposal with every signature" };
        var node = new Option<string?>("--hub-node") { Description = "The hub's listener for nodes and operators, https://…" };
        var pin = new Option<string?>("--hub-pin") { Description = "Pin of the hub's TLS key; else the one in the policy" };
        var kept = new Option<string?>("--transcript") { Description = "The transcript to write; else FILE with .transcript.json" };
        var dry = new Option<bool>("--stage-only") { Description = "Stop after the staging client has accepted" };
        var wait = new Option<int>("--wait") { Description = "Seconds to wait until the hub serves it", DefaultValueFactory = _ => 30 };
        var (list, json) = (new ListInForce(), Arguments.Json());
        var command = new Command("publish", "Let a staging client try it, submit it, see that clients follow") { file, node, pin, kept, dry, wait, json };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            var now = Arguments.Instant(parsed.GetValue(list.Now)).Instant;
            var read = ProposalFile.Read(path);
            var check = CheckedProposal.Check(read, now, read.Roots.IsEmpty ? null : list.Anchor(parsed) is { } anchor ? anchor : (ReadOnlyMemory<byte>?)null);
            if (check.Value is not { } proposal) return Refusals.Tell(check.Refusal!, parsed.GetValue(json));
            var present = await list.Read(parsed, cancel);
            var transcript = new Transcript(proposal);
            var publication = new Publication(present, now);
            try
            {
                var refusal = parsed.GetValue(dry)
                    ? await publication.Rehearse(proposal, transcript, cancel)
                    : await Submit(publication, proposal, transcript, parsed.GetValue(node), parsed.GetValue(pin) ?? present.Policy.HubPins.FirstOrDefault(), cancel);
                if (refusal is not null) return Refusals.Tell(refusal, parsed.GetValue(json));
                if (!parsed.GetValue(dry)) await FollowedBy(list, parsed, proposal, transcript, TimeSpan.FromSeconds(parsed.GetValue(wait)), cancel);
            }
            finally
            {
                OutputFile.Write(parsed.GetValue(kept) ?? path + ".transcript.json", transcript.Write());
            }

            Console.WriteLine(parsed.GetValue(json)
                ? System.Text.Encoding.UTF8.GetString(transcript.Write())
                : $"{proposal.Proposal.Role} {proposal.Version}: {(parsed.GetValue(dry) ? "the staging client accepts 模拟核验端接受" : "published 已发布")}");
            return ExitCode.Accepted;
        });
        return command;
    }

    private static async Task<ProposalRefusal?> Submit(Publication publication, CheckedProposal proposal, Transcript transcript, string? node, string? pin, CancellationToken cancel)
    {
        if (!Uri.TryCreate(node, UriKind.Absolute, out var address) || address.Scheme != "https") throw new UsageException("--hub-node: want https://…");
        if (!LowerHex.IsOf(pin, 32)) throw new UsageException("--hub-pin: want SHA-256 of the hub's TLS key, 64 digits of lower hex; the policy names none");
        using var hub = new HubSubmission(address, pin!);
        return await publication.Run(proposal, hub, transcript, cancel);
    }

    // The hub has admitted it; that it also serves it is worth a look, and no reason to say that it failed.
    private static async Task FollowedBy(ListInForce list, ParseResult parsed, CheckedProposal proposal, Transcript transcript, TimeSpan patience, CancellationToken cancel)
    {
        if (list.Hub(parsed) is null) return;
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < patience)
        {
            if ((await list.Read(parsed, cancel)).Find(proposal.Proposal.Role) is { } served && served.Role.Version >= proposal.Version)
            {
                transcript.Followed(proposal.Proposal.Role, served.Role.Version, Arguments.Instant(parsed.GetValue(list.Now)).Instant);
                return;
            }

            await Task.Delay(Pause, cancel);
        }

        Console.Error.WriteLine("The hub has admitted it and does not serve it yet; look again with `trustctl sync`.");
    }
}
