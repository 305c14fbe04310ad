using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Proposals;

/// <summary>Whose signatures count for a file, and how many of them it needs.</summary>
/// <param name="Delegator">Who says so, for people: <c>root 3</c>, <c>targets 7</c>.</param>
/// <param name="Keys">The delegator's keys by identifier.</param>
/// <param name="Role">Which of them, and how many.</param>
/// <param name="Verify">Whether a file has enough, by the rules that every client applies.</param>
public sealed record Electorate(string Delegator, IReadOnlyDictionary<string, MetadataKey> Keys, RoleKeys Role, Func<SignedMetadata, MetadataFault?> Verify)
{
    /// <summary>The keys that may sign, of the algorithms known here.</summary>
    public ImmutableArray<PublicKey> Members { get; } = [.. Role.KeyIds.Select(id => Keys.GetValueOrDefault(id)?.Key).OfType<PublicKey>().Distinct()];

    /// <summary>How many of those who signed count here (SM2 keys stand beside the others).</summary>
    public int Count(IEnumerable<PublicKey> signers) => OperatorGroup.Counted(Members, signers.Where(key => Members.Contains(key)));

    /// <summary>For a top-level role, by a root.</summary>
    public static Electorate Of(SignedMetadata<RootRole> root, string role) => new(
        $"root {root.Signed.Version}", root.Signed.Keys, root.Signed.Roles[role], file => TrustedMetadata.VerifyTopLevel(root.Signed, role, file));

    /// <summary>For a delegated role, by the targets; null where they do not delegate to it.</summary>
    public static Electorate? Of(SignedMetadata<TargetsRole> targets, string role) => targets.Signed.Delegations is { } delegations && delegations.Find(role) is { } delegated
        ? new($"targets {targets.Signed.Version}", delegations.Keys, delegated.Keys, file => TrustedMetadata.VerifyDelegation(delegations, role, file))
        : null;

    /// <summary>The key that a signature names, where it may sign.</summary>
    public PublicKey? Find(string keyId) => Role.KeyIds.Contains(keyId) ? Keys.GetValueOrDefault(keyId)?.Key : null;
}
