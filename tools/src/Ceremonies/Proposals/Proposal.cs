using System.Collections.Immutable;

namespace Federation.Ceremonies.Proposals;

/// <summary>
/// What operators are asked to sign, in one file that needs nothing beside it (SPEC.md §11). Read, it proves the form alone;
/// <see cref="CheckedProposal"/> proves what can be proved. Reason and dates are for people and are not signed.
/// </summary>
public sealed record Proposal
{
    /// <summary>How long a proposal may wait for signatures.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>The role: <c>root</c>, <c>targets</c>, <c>region-CODE</c> or <c>emergency</c>.</summary>
    public required string Role { get; init; }

    /// <summary>When it was drafted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on nobody signs or publishes it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Why, in the drafter's words.</summary>
    public required Sentence Reason { get; init; }

    /// <summary>Root files, each following the one before; the last is in force. Empty only for the first root.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Roots { get; init; }

    /// <summary>For a delegated role the targets file in force, which says who may sign.</summary>
    public ReadOnlyMemory<byte>? Delegator { get; init; }

    /// <summary>The role's metadata and files in force; null where the role begins.</summary>
    public ProposedFiles? Present { get; init; }

    /// <summary>The metadata to sign, with the signatures so far, and the files that it lists.</summary>
    public required ProposedFiles Proposed { get; init; }

    /// <summary>Reads a proposal file: strict, bounded, no unknown member.</summary>
    public static ProposalResult<Proposal> Read(ReadOnlySpan<byte> file) => ProposalJson.Read(file);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => ProposalJson.Write(this);
}

/// <summary>One role's metadata file with its target files.</summary>
/// <param name="Metadata">The metadata file.</param>
/// <param name="Files">Target files by path.</param>
public sealed record ProposedFiles(ReadOnlyMemory<byte> Metadata, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files)
{
    /// <summary>A target file, or null. (A bare null beside a memory would become an empty one.)</summary>
    public ReadOnlyMemory<byte>? Find(string path) => Files.TryGetValue(path, out var file) ? (ReadOnlyMemory<byte>?)file : null;
}
