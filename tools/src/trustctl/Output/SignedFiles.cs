using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;

namespace Trustctl;

/// <summary>A complete proposal as the files that a hub's inception, a node's inception or a node's inbox expects.</summary>
internal static class SignedFiles
{
    /// <summary>Writes them; a proposal that lacks signatures is refused (exit 1) and nothing is written.</summary>
    public static void Write(string folder, CheckedProposal proposal)
    {
        if (proposal.Incomplete() is { } missing) throw new StopException(ExitCode.Refused, $"{folder}: nothing is written: {missing}");
        OutputFile.Folder(folder);
        // A node looks at any moment and takes the metadata as the sign that all is there: it comes last.
        foreach (var (path, file) in proposal.Proposal.Proposed.Files)
            OutputFile.Write(Path.Combine(folder, (proposal.Proposal.Role == RoleNames.Targets ? "" : $"{proposal.Version}.") + Path.GetFileName(path)), file.Span);
        OutputFile.Write(Path.Combine(folder, $"{proposal.Version}.{RoleNames.MetaName(proposal.Proposal.Role)}"), proposal.Metadata.Bytes.Span);
    }
}
