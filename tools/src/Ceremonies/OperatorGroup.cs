using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>The public half of k of n people who sign one role.</summary>
/// <param name="Keys">Each person's key; none twice.</param>
/// <param name="Threshold">How many of them must sign, 1 to the number of keys that count together.</param>
public sealed record OperatorGroup(ImmutableArray<PublicKey> Keys, int Threshold)
{
    /// <summary>
    /// Checks what TUF leaves to the operator: a threshold that can be met by distinct keys. SM2 keys stand beside the
    /// others and are not counted with them (SPEC.md §4.4), so that strangers can follow; in a group of SM2 keys alone they are.
    /// </summary>
    public static OperatorGroup Of(int threshold, params IEnumerable<PublicKey> keys)
    {
        var all = keys.ToImmutableArray();
        var counted = Counted(all, all);
        if (threshold < 1 || threshold > counted) throw new ArgumentException($"threshold {threshold} of {counted} keys that count together");
        if (all.Distinct().Count() != all.Length) throw new ArgumentException("one key stands twice");
        return new OperatorGroup(all, threshold);
    }

    /// <summary>How many of these keys of a group count together: all, or where some are SM2 the others.</summary>
    internal static int Counted(IReadOnlyCollection<PublicKey> group, IEnumerable<PublicKey> keys) =>
        keys.Count(key => key.Algorithm != SignatureAlgorithm.SM2 || group.All(member => member.Algorithm == SignatureAlgorithm.SM2));

    internal RoleKeys Role => new([.. Keys.Select(key => MetadataKey.Of(key).KeyId)], Threshold);

    internal static IReadOnlyDictionary<string, MetadataKey> KeyTable(params IEnumerable<OperatorGroup> groups) =>
        groups.SelectMany(group => group.Keys).Distinct().Select(MetadataKey.Of).ToImmutableSortedDictionary(key => key.KeyId, key => key, StringComparer.Ordinal);
}
