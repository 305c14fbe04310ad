using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>A proposal named on the command line.</summary>
internal static class ProposalFile
{
    /// <summary>Reads its form. A file that is none is wrong usage, with the reason.</summary>
    public static Proposal Read(string path)
    {
        var read = Proposal.Read(InputFile.Read(path, Limits.ProposalBytes));
        return read.Value ?? throw new UsageException($"{path}: {read.Refusal}");
    }
}
