using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Proposals;

/// <summary>
/// The trust list in force, as files: what a proposal is drafted against. Holding one proves that root, targets, registry and policy
/// can be read and that the roots follow one another; the signatures of the rest were checked by the client that fetched them.
/// </summary>
public sealed record PresentList
{
    /// <summary>The roots as far back as they are known, each following the one before; the last is in force.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Roots { get; init; }

    /// <summary>The root in force.</summary>
    public required SignedMetadata<RootRole> Root { get; init; }

    /// <summary>The targets roles by name.</summary>
    public required ImmutableDictionary<string, SignedMetadata<TargetsRole>> Roles { get; init; }

    /// <summary>Target files by path.</summary>
    public required ImmutableDictionary<string, ReadOnlyMemory<byte>> Files { get; init; }

    /// <summary>The regions admitted.</summary>
    public required RegistryDocument Registry { get; init; }

    /// <summary>The policy.</summary>
    public required PolicyDocument Policy { get; init; }

    /// <summary>The top-level targets.</summary>
    public SignedMetadata<TargetsRole> Targets => Roles[RoleNames.Targets];

    /// <summary>The metadata of a role, or null where it has none yet.</summary>
    public SignedMetadata? Find(string role) => role == RoleNames.Root ? Root : Roles.GetValueOrDefault(role);

    /// <summary>A region's issuers, or null.</summary>
    public IssuersDocument? Issuers(string code) =>
        Files.TryGetValue(IssuersDocument.PathOf(code), out var file) && IssuersDocument.Read(file.Span) is { Ok: true } read ? read.Value : null;

    /// <summary>A region's relying parties, or null where it registered none.</summary>
    public PartiesDocument? Parties(string code) =>
        Files.TryGetValue(PartiesDocument.PathOf(code), out var file) && PartiesDocument.Read(file.Span) is { Ok: true } read ? read.Value : null;

    /// <summary>The emergency notices there are; empty where none was ever published.</summary>
    public NoticesDocument Notices => Files.TryGetValue(NoticesDocument.Path, out var file) && NoticesDocument.Read(file.Span) is { Ok: true } read ? read.Value : NoticesDocument.Empty;

    /// <summary>A role's metadata with the files that it lists, or null.</summary>
    public ProposedFiles? FilesOf(string role) => Find(role) is not { } metadata ? null : new ProposedFiles(
        metadata.Bytes,
        metadata is SignedMetadata<TargetsRole> targets
            ? targets.Signed.Targets.Keys.Where(Files.ContainsKey).ToImmutableSortedDictionary(path => path, path => Files[path], StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty);

    /// <summary>Reads the files of a trust list.</summary>
    /// <param name="roots">Root files, oldest first, without a gap.</param>
    /// <param name="roles">Targets files by role.</param>
    /// <param name="files">Target files by path.</param>
    public static Decoded<PresentList> Read(
        IEnumerable<ReadOnlyMemory<byte>> roots, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> roles, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        var chain = RootChain.Follow([.. roots], null);
        if (chain.Value is not { } followed) return Decoded<PresentList>.Fail(DecodeFault.BadValue, chain.Refusal!.Detail);
        var read = ImmutableDictionary.CreateBuilder<string, SignedMetadata<TargetsRole>>(StringComparer.Ordinal);
        foreach (var (role, bytes) in roles)
        {
            var metadata = MetadataReader.Targets(bytes);
            if (!metadata.Ok) return metadata.As<PresentList>();
            read[role] = metadata.Value;
        }

        var held = files.ToImmutableDictionary(StringComparer.Ordinal);
        if (!read.ContainsKey(RoleNames.Targets)) return Decoded<PresentList>.Fail(DecodeFault.MissingField, RoleNames.Targets);
        if (!held.TryGetValue(RegistryDocument.Path, out var registry)) return Decoded<PresentList>.Fail(DecodeFault.MissingField, RegistryDocument.Path);
        if (!held.TryGetValue(PolicyDocument.Path, out var policy)) return Decoded<PresentList>.Fail(DecodeFault.MissingField, PolicyDocument.Path);
        return RegistryDocument.Read(registry.Span).Then(regions => PolicyDocument.Read(policy.Span).Then(rules => Decoded<PresentList>.Of(new PresentList
        {
            Roots = followed.Files,
            Root = followed.Last,
            Roles = read.ToImmutable(),
            Files = held,
            Registry = regions,
            Policy = rules,
        })));
    }
}
