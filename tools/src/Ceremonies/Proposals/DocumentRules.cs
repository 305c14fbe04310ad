using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Proposals;

/// <summary>
/// The rules of the documents that a proposal can be held to by itself: each can be read, adds to the one in force, and the
/// delegations keep to their folders. The hub applies the same again.
/// </summary>
internal static class DocumentRules
{
    public static ProposalRefusal? Check(Proposal proposal, TargetsRole role) => proposal.Role switch
    {
        RoleNames.Targets => Targets(proposal, role),
        _ when proposal.Role.StartsWith("region-", StringComparison.Ordinal) => Region(proposal, role, proposal.Role["region-".Length..]),
        RoleNames.Emergency => Emergency(proposal, role),
        _ => Broken($"no ceremony for {proposal.Role}"),
    };

    private static ProposalRefusal? Targets(Proposal proposal, TargetsRole role)
    {
        if (Only(role, RegistryDocument.Path, PolicyDocument.Path) is { } strange) return strange;
        return Document(proposal, RegistryDocument.Path, RegistryDocument.Read, (after, before) => after.CheckSuccessor(before), out var registry)
            ?? Document(proposal, PolicyDocument.Path, PolicyDocument.Read, (after, before) => after.CheckSuccessor(before), out _)
            ?? (role.Delegations?.Roles.FirstOrDefault(delegated => !IsInItsFolder(delegated, registry!)) is { } wrong
                ? Broken($"delegation {wrong.Name}: to a registered region for its own folder, or to emergency")
                : registry!.Regions.FirstOrDefault(region => region.State != RegionState.Withdrawn && role.Delegations?.Find(RoleNames.Region(region.Code)) is null) is { } alone
                    ? Broken($"region {alone.Code} has no delegation")
                    : null);
    }

    private static ProposalRefusal? Region(Proposal proposal, TargetsRole role, string code)
    {
        var (path, parties) = (IssuersDocument.PathOf(code), PartiesDocument.PathOf(code));
        return (role.Targets.ContainsKey(parties) ? Only(role, path, parties) ?? Parties(proposal, parties, code) : Only(role, path) ?? PartiesStay(proposal, parties))
            ?? Document(proposal, path, IssuersDocument.Read, (after, before) => after.CheckSuccessor(before), out var issuers)
            ?? (issuers!.Region == code ? null : Broken($"{path} is of region {issuers.Region}"))
            ?? (role.Delegations?.Roles.All(delegated => delegated.Name == RoleNames.Node(code) && Covers(delegated, NodeDocument.PathOf(code))) ?? true
                ? null
                : Broken($"a region delegates to {RoleNames.Node(code)} for {NodeDocument.PathOf(code)} alone"));
    }

    private static ProposalRefusal? Parties(Proposal proposal, string path, string code) =>
        Document(proposal, path, PartiesDocument.Read, (after, before) => after.CheckSuccessor(before), out var parties)
        ?? (parties!.Region == code ? null : Broken($"{path} is of region {parties.Region}"));

    private static ProposalRefusal? PartiesStay(Proposal proposal, string path) =>
        proposal.Present?.Find(path) is null ? null : Broken($"{path} is listed no more");

    private static ProposalRefusal? Emergency(Proposal proposal, TargetsRole role) =>
        Only(role, NoticesDocument.Path)
        ?? Document(proposal, NoticesDocument.Path, NoticesDocument.Read, (after, before) => after.CheckSuccessor(before), out _)
        ?? (role.Delegations is null ? null : Broken("the duty officers delegate to nobody"));

    private static ProposalRefusal? Document<T>(Proposal proposal, string path, DocumentReader<T> read, Func<T, T, RegistryRefusal?> succeed, out T? document)
        where T : class
    {
        document = null;
        var after = read(proposal.Proposed.Files[path].Span);
        if (!after.Ok) return Broken($"{path}: {after.Fault}: {after.Detail}");
        document = after.Value;
        if (proposal.Present?.Find(path) is not { } held) return null;
        var before = read(held.Span);
        if (!before.Ok) return Broken($"{path} in force: {before.Fault}: {before.Detail}");
        return succeed(after.Value, before.Value) is { } rule ? Broken($"{path}: {rule}") : null;
    }

    private static ProposalRefusal? Only(TargetsRole role, params string[] paths) =>
        role.Targets.Count == paths.Length && paths.All(role.Targets.ContainsKey) ? null : new(ProposalFault.FileMismatch, $"the files of this role are {string.Join(", ", paths)}");

    private static bool IsInItsFolder(DelegatedRole role, RegistryDocument registry) => role.Name == RoleNames.Emergency
        ? Covers(role, NoticesDocument.DelegatedPaths)
        : registry.Regions.Any(region => role.Name == RoleNames.Region(region.Code) && Covers(role, $"regions/{region.Code}/*"));

    private static bool Covers(DelegatedRole role, string path) => role.PathHashPrefixes.IsEmpty && role.Paths is [var only] && only == path;

    private static ProposalRefusal Broken(string detail) => new(ProposalFault.BadDocument, detail);

    private delegate Decoded<T> DocumentReader<T>(ReadOnlySpan<byte> file);
}
