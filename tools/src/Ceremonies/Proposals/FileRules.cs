using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Proposals;

/// <summary>The files beside metadata are exactly those that it lists.</summary>
internal static class FileRules
{
    public static ProposalRefusal? Match(TargetsRole role, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        foreach (var (path, listed) in role.Targets)
        {
            if (!files.TryGetValue(path, out var file)) return new(ProposalFault.FileMismatch, $"{path} is listed and not there");
            if (ListedFile.Check(listed, file.Span) is { } fault) return new(ProposalFault.FileMismatch, $"{path}: {fault}");
        }

        return files.Keys.FirstOrDefault(path => !role.Targets.ContainsKey(path)) is { } extra ? new(ProposalFault.FileMismatch, $"{extra} is not listed") : null;
    }
}
