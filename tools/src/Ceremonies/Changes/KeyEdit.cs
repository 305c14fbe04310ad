using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Changes;

/// <summary>Who of those that sign a role goes, who comes, and how many must sign from then on.</summary>
/// <param name="Replace">One person's key for another's.</param>
/// <param name="Add">New ones.</param>
/// <param name="Remove">Those who leave.</param>
/// <param name="Threshold">How many must sign; null leaves it.</param>
public sealed record KeyEdit(ImmutableArray<(string Old, PublicKey New)> Replace, ImmutableArray<PublicKey> Add, ImmutableArray<string> Remove, int? Threshold)
{
    /// <summary>Nothing changes.</summary>
    public static readonly KeyEdit None = new([], [], [], null);

    /// <summary>
    /// The group after the change. A key that goes is named by the beginning of its identifier or thumbprint, 8 digits at least,
    /// or in full as PEM.
    /// </summary>
    /// <exception cref="ArgumentException">A name that fits no key or two, a key that stands twice, a threshold that cannot be met.</exception>
    public OperatorGroup Apply(RoleKeys role, IReadOnlyDictionary<string, MetadataKey> keys)
    {
        var present = role.KeyIds.Select(id => keys.GetValueOrDefault(id)?.Key ?? throw new ArgumentException($"key {id} is of a kind that this tool does not know")).ToList();
        foreach (var (old, next) in Replace) present[IndexOf(present, old)] = next;
        foreach (var old in Remove) present.RemoveAt(IndexOf(present, old));
        present.AddRange(Add);
        return OperatorGroup.Of(Threshold ?? role.Threshold, present);
    }

    private static int IndexOf(List<PublicKey> keys, string name)
    {
        var pem = PublicKey.FromPem(name.Trim());
        var found = keys.Index().Where(key => pem.Ok
            ? key.Item.Equals(pem.Value)
            : name.Length >= 8 && (MetadataKey.Of(key.Item).KeyId.StartsWith(name, StringComparison.Ordinal) || key.Item.Thumbprint.StartsWith(name, StringComparison.Ordinal))).ToList();
        return found is [var only] ? only.Index : throw new ArgumentException($"{(pem.Ok ? pem.Value.Thumbprint[..12] : name)}: {found.Count} keys of the role fit");
    }
}
