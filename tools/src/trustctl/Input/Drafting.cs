using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;

namespace Trustctl;

/// <summary>What every command that drafts a proposal has: the list in force, the reason, the file to write.</summary>
internal sealed class Drafting
{
    private readonly Option<string?> output = new("--out") { Description = "The proposal to write; else ROLE-VERSION.proposal.json" };
    private readonly Option<string> zh = new("--reason-zh") { Description = "Why, in Chinese, for those who sign", Required = true };
    private readonly Option<string> en = new("--reason-en") { Description = "Why, in English", Required = true };
    private readonly Option<bool> json = Arguments.Json();

    /// <summary>The list in force.</summary>
    public ListInForce List { get; } = new();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { output, zh, en, json }) command.Options.Add(option);
        List.AddTo(command);
    }

    /// <summary>The instant of drafting.</summary>
    public DateTimeOffset Now(ParseResult parsed) => Arguments.Instant(parsed.GetValue(List.Now)).Instant;

    /// <summary>The reason.</summary>
    public Sentence Reason(ParseResult parsed) => new(parsed.GetValue(zh)!, parsed.GetValue(en)!);

    /// <summary>
    /// Checks a draft as every operator's machine will, writes it and shows what it changes. A draft that would be refused is not
    /// written; an <see cref="ArgumentException"/> of the drafting is wrong usage.
    /// </summary>
    public int Draft(ParseResult parsed, Func<Proposal> draft)
    {
        Proposal proposal;
        try
        {
            proposal = draft();
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }

        var result = Check(parsed, proposal);
        if (result.Value is not { } good) return Refusals.Tell(result.Refusal!, parsed.GetValue(json));
        var path = PathOf(parsed, good);
        OutputFile.Write(path, proposal.Write());
        ProposalText.Write(good, parsed.GetValue(json));
        if (!parsed.GetValue(json)) Console.WriteLine($"Written 已写入: {path}");
        return ExitCode.Accepted;
    }

    /// <summary>The same for what one person may sign alone: drafted, signed, written and published.</summary>
    public async Task<int> SignAndPublish(ParseResult parsed, Proposal draft, PresentList present, SigningKey signing, Publishing publishing, CancellationToken cancel)
    {
        var result = Check(parsed, draft);
        if (result.Value is not { } unsigned) return Refusals.Tell(result.Refusal!, parsed.GetValue(json));
        var signer = signing.Open(parsed);
        var signed = ProposalSigning.Sign(unsigned, signer);
        (signer as IDisposable)?.Dispose();
        if (signed.Value is not { } proposal) return Refusals.Tell(signed.Refusal!, parsed.GetValue(json));
        var good = Check(parsed, proposal).Value!;
        var path = PathOf(parsed, good);
        OutputFile.Write(path, proposal.Write());
        if (!parsed.GetValue(json)) ProposalText.Write(good, json: false);
        return await publishing.Run(parsed, good, path, List, present, parsed.GetValue(json), cancel);
    }

    private ProposalResult<CheckedProposal> Check(ParseResult parsed, Proposal proposal) =>
        Proposal.Read(proposal.Write()) is var read && read.Value is { } form ? CheckedProposal.Check(form, Now(parsed)) : read.Refusal!;

    private string PathOf(ParseResult parsed, CheckedProposal proposal) => parsed.GetValue(output) ?? $"{proposal.Proposal.Role}-{proposal.Version}.proposal.json";
}
