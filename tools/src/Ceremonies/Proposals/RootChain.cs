using System.Collections.Immutable;
using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Proposals;

/// <summary>
/// Roots that follow one another. Holding one proves that each is signed by the threshold of the one before and by its own;
/// where an anchor was given, that it is one of them.
/// </summary>
public sealed record RootChain
{
    private RootChain(ImmutableArray<ReadOnlyMemory<byte>> files, SignedMetadata<RootRole> last, bool anchored) => (Files, Last, Anchored) = (files, last, anchored);

    /// <summary>The files, oldest first.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Files { get; }

    /// <summary>The last one.</summary>
    public SignedMetadata<RootRole> Last { get; }

    /// <summary>Whether it was followed from an anchor that the operator holds.</summary>
    public bool Anchored { get; }

    /// <summary>Follows the chain, from the anchor where there is one.</summary>
    public static ProposalResult<RootChain> Follow(ImmutableArray<ReadOnlyMemory<byte>> roots, ReadOnlyMemory<byte>? anchor)
    {
        if (roots.IsEmpty) return new ProposalRefusal(ProposalFault.BrokenChain, "no root");
        var step = TrustedMetadata.Start(roots[0]);
        var found = anchor is null || Same(roots[0], anchor.Value);
        for (var i = 1; i < roots.Length && step.Ok; i++)
        {
            step = step.Next!.WithRoot(roots[i]);
            found = found || Same(roots[i], anchor!.Value);
        }

        if (!step.Ok) return new ProposalRefusal(ProposalFault.BrokenChain, $"{step.Fault}: {step.Detail}");
        return found
            ? new RootChain(roots, step.Next!.RootFile, anchor is not null)
            : new ProposalRefusal(ProposalFault.AnchorContradicts, $"the anchor is none of the {roots.Length} roots up to {step.Next!.Root.Version}");
    }

    private static bool Same(ReadOnlyMemory<byte> root, ReadOnlyMemory<byte> anchor) => root.Span.SequenceEqual(anchor.Span);
}
