using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>The options and the act of publishing: staging client, hub, and what a client follows afterwards; all of it in a transcript.</summary>
internal sealed class Publishing
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly Option<string?> node = new("--hub-node") { Description = "The hub's listener for nodes and operators, https://…" };
    private readonly Option<string?> pin = new("--hub-pin") { Description = "Pin of the hub's TLS key; else the one in the policy" };
    private readonly Option<string?> kept = new("--transcript") { Description = "The transcript to write; else the proposal's name with .transcript.json" };
    private readonly Option<bool> dry = new("--stage-only") { Description = "Stop after the staging client has accepted" };
    private readonly Option<int> wait = new("--wait") { Description = "Seconds to wait until the hub serves it", DefaultValueFactory = _ => 30 };

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { node, pin, kept, dry, wait }) command.Options.Add(option);
    }

    /// <summary>Publishes a proposal; gives the exit code.</summary>
    public async Task<int> Run(ParseResult parsed, CheckedProposal proposal, string path, ListInForce list, PresentList present, bool json, CancellationToken cancel)
    {
        var transcript = new Transcript(proposal);
        var publication = new Publication(present, Arguments.Instant(parsed.GetValue(list.Now)).Instant);
        var rehearsal = parsed.GetValue(dry);
        if (parsed.GetValue(wait) < 0) throw new UsageException("--wait: want seconds");
        if (present.Find(proposal.Proposal.Role)?.Bytes.Span.SequenceEqual(proposal.Metadata.Bytes.Span) == true)
        {
            Console.WriteLine(json ? "{\"published\":true,\"before\":true}" : $"{proposal.Proposal.Role} {proposal.Version}: in force already 已生效");
            return ExitCode.Accepted;
        }

        OutputFile.Write(parsed.GetValue(kept) ?? path + ".transcript.json", transcript.Write()); // Where that cannot be, nothing is submitted.
        try
        {
            var refusal = rehearsal
                ? await publication.Rehearse(proposal, transcript, cancel)
                : await Submit(parsed, publication, proposal, transcript, parsed.GetValue(pin) is { } said ? [said] : [.. present.Policy.HubPins], cancel);
            if (refusal is not null) return Refusals.Tell(refusal, json);
            foreach (var note in publication.Notes) Console.Error.WriteLine($"{note.En} {note.Zh}");
            if (!rehearsal) await Follow(list, parsed, proposal, transcript, TimeSpan.FromSeconds(parsed.GetValue(wait)), cancel);
        }
        finally
        {
            OutputFile.Write(parsed.GetValue(kept) ?? path + ".transcript.json", transcript.Write());
        }

        Console.WriteLine(json
            ? System.Text.Encoding.UTF8.GetString(transcript.Write())
            : $"{proposal.Proposal.Role} {proposal.Version}: {(rehearsal ? "the staging client accepts 模拟核验端接受" : "published 已发布")}");
        return ExitCode.Accepted;
    }

    private async Task<ProposalRefusal?> Submit(ParseResult parsed, Publication publication, CheckedProposal proposal, Transcript transcript, string[] hubPins, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parsed.GetValue(node), UriKind.Absolute, out var address) || address.Scheme != "https") throw new UsageException("--hub-node: want https://…");
        if (hubPins is [] || !hubPins.All(one => LowerHex.IsOf(one, 32))) throw new UsageException("--hub-pin: want SHA-256 of the hub's TLS key, 64 digits of lower hex; the policy names none");
        using var hub = new HubSubmission(address, hubPins);
        return await publication.Run(proposal, hub, transcript, cancel);
    }

    // The hub has admitted it; that it also serves it is worth a look, and no reason to say that it failed.
    private static async Task Follow(ListInForce list, ParseResult parsed, CheckedProposal proposal, Transcript transcript, TimeSpan patience, CancellationToken cancel)
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
