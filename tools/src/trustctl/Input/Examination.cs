using System.CommandLine;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>What every command that works on proposals has: the operator's anchor, the instant, how to tell.</summary>
internal sealed class Examination
{
    private readonly Option<string?> anchor = new("--anchor") { Description = "A root.json that you hold already; the proposal must follow from it" };
    private readonly Option<string?> now = Arguments.Now();
    private readonly Option<bool> json = Arguments.Json();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { anchor, now, json }) command.Options.Add(option);
    }

    /// <summary>Whether programs read the output.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>Reads and checks one proposal.</summary>
    public ProposalResult<CheckedProposal> Check(ParseResult parsed, string path) => CheckedProposal.Check(
        ProposalFile.Read(path), Arguments.Instant(parsed.GetValue(now)).Instant,
        parsed.GetValue(anchor) is { } root ? InputFile.Bounded(root, Limits.RootBytes) : (ReadOnlyMemory<byte>?)null);
}
