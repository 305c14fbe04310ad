using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Proposals;

/// <summary>Drafts a proposal of what a ceremony made.</summary>
public static class ProposalDraft
{
    /// <summary>The first root.</summary>
    public static Proposal FirstRoot(RootRole root, Sentence reason, DateTimeOffset now) => Draft(RoleNames.Root, [], null, null, MetadataWriter.Write(root), [], reason, now);

    /// <summary>The first targets, under a root that nobody serves yet.</summary>
    public static Proposal FirstTargets(ReadOnlyMemory<byte> root, TargetsRole role, IReadOnlyDictionary<string, byte[]> files, Sentence reason, DateTimeOffset now) =>
        Draft(RoleNames.Targets, [root], null, null, MetadataWriter.Write(role), files, reason, now);

    /// <summary>The next root.</summary>
    public static Proposal Root(PresentList present, RootRole root, Sentence reason, DateTimeOffset now) =>
        Draft(RoleNames.Root, present.Roots, null, present.FilesOf(RoleNames.Root), MetadataWriter.Write(root), [], reason, now);

    /// <summary>The next targets, or the next of a role that targets delegate to.</summary>
    public static Proposal Targets(PresentList present, string name, TargetsRole role, IReadOnlyDictionary<string, byte[]> files, Sentence reason, DateTimeOffset now) =>
        Draft(name, present.Roots, name == RoleNames.Targets ? (ReadOnlyMemory<byte>?)null : present.Targets.Bytes, present.FilesOf(name), MetadataWriter.Write(role), files, reason, now);

    private static Proposal Draft(
        string role, ImmutableArray<ReadOnlyMemory<byte>> roots, ReadOnlyMemory<byte>? delegator, ProposedFiles? present,
        byte[] metadata, IEnumerable<KeyValuePair<string, byte[]>> files, Sentence reason, DateTimeOffset now)
    {
        now = Instants.WholeSeconds(now);
        return new Proposal
        {
            Role = role,
            CreatedAt = now,
            ExpiresAt = now + Proposal.Life,
            Reason = reason,
            Roots = roots,
            Delegator = delegator,
            Present = present,
            Proposed = new ProposedFiles(metadata, files.ToImmutableSortedDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value, StringComparer.Ordinal)),
        };
    }
}
