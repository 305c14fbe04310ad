using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>The national operators' first act: who may sign what (trust.md §1).</summary>
/// <param name="Operators">Who signs root; 3 of 5 in the national set-up.</param>
/// <param name="Targets">Who signs registry, policy and delegations; 2 of 3.</param>
/// <param name="Snapshot">The hub's online snapshot key.</param>
/// <param name="Timestamp">The hub's online timestamp key.</param>
public sealed record RootCeremony(OperatorGroup Operators, OperatorGroup Targets, PublicKey Snapshot, PublicKey Timestamp)
{
    /// <summary>How long a root lives; operators re-sign at half of it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>How many keys of each suite must sign root and targets besides (<c>x-suites</c>, SPEC.md §4.4); none unless set.</summary>
    public ImmutableSortedDictionary<SignatureAlgorithm, int> Suites { get; init; } = ImmutableSortedDictionary<SignatureAlgorithm, int>.Empty;

    /// <summary>What is to be signed.</summary>
    public RootRole Draft(long version, DateTimeOffset now)
    {
        var (snapshot, timestamp) = (OperatorGroup.Of(1, Snapshot), OperatorGroup.Of(1, Timestamp));
        return new RootRole(
            version,
            Instants.WholeSeconds(now + Life),
            OperatorGroup.KeyTable(Operators, Targets, snapshot, timestamp),
            ImmutableDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create(RoleNames.Root, Operators.Role),
                KeyValuePair.Create(RoleNames.Targets, Targets.Role),
                KeyValuePair.Create(RoleNames.Snapshot, snapshot.Role),
                KeyValuePair.Create(RoleNames.Timestamp, timestamp.Role),
            ]),
            ConsistentSnapshot: true) { Suites = Suites };
    }
}
