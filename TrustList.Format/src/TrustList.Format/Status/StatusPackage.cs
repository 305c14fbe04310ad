using System.Collections.Immutable;

namespace TrustList.Format.Status;

/// <summary>What a status package carries (SPEC.md §7.11).</summary>
public enum StatusPackageKind
{
    /// <summary>A whole state for each listed region.</summary>
    Snapshot,
    /// <summary>One delta over the listed regions' index spaces laid end to end: all that changed since an epoch.</summary>
    Rollup,
    /// <summary>Heads alone, with their state roots.</summary>
    Heads,
}

/// <summary>
/// One download for a device (SPEC.md §7.11): compact heads, the hashes of all other heads, payloads and the log proof that
/// binds them. Reading one checks its form and limits alone; what it says is proved by applying it.
/// </summary>
public sealed record StatusPackage
{
    /// <summary>The media type under which it is served.</summary>
    public const string MediaType = "application/vnd.federation.status-package+cbor";

    /// <summary>What it carries.</summary>
    public required StatusPackageKind Kind { get; init; }

    /// <summary>For a rollup: the epoch since which every change is in it; else 0.</summary>
    public long FromEpoch { get; init; }

    /// <summary>The listed heads, by region code ascending.</summary>
    public ImmutableArray<CompactHead> Heads { get; init; } = [];

    /// <summary>The hashes of all other heads of the epoch, by region code ascending.</summary>
    public ImmutableArray<(string Region, ReadOnlyMemory<byte> Hash)> Others { get; init; } = [];

    /// <summary>Snapshot: one for each listed head, in their order. Rollup: one. Heads: none.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Payloads { get; init; } = [];

    /// <summary>The log proof of the epoch; empty where policy names no log.</summary>
    public ReadOnlyMemory<byte> LogProof { get; init; }

    /// <summary>Blocks of all listed regions together: the index space of a rollup.</summary>
    public int Blocks => Heads.Sum(head => head.Blocks);

    /// <summary>The package as it travels.</summary>
    /// <exception cref="ArgumentException">It breaks a rule of SPEC.md §7.11.</exception>
    public byte[] Write() => StatusPackageCbor.Write(this);

    /// <summary>Reads a package; its parts are not copied. Faults: TooLarge, Malformed.</summary>
    public static StatusResult<StatusPackage> Read(ReadOnlyMemory<byte> bytes) => StatusPackageCbor.Read(bytes);

    /// <summary>
    /// The hashes of all heads of the package's epoch, for <see cref="HeadsTree.Root"/>: the others', and those of the
    /// listed heads as the receiver rebuilt them.
    /// </summary>
    /// <param name="listed">The hashes of <see cref="Heads"/> in their order.</param>
    public IReadOnlyList<(string Region, ReadOnlyMemory<byte> Hash)> AllHeads(IReadOnlyList<ReadOnlyMemory<byte>> listed) =>
        [.. Heads.Select((head, at) => (head.Region, listed[at])).Concat(Others).OrderBy(head => head.Region, StringComparer.Ordinal)];
}
