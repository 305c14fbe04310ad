using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>What of a presentation is passed on: what the purpose's profile names. SPEC.md §8.2 step 8.</summary>
internal sealed class Disclosure(PolicyDocument policy)
{
    private readonly FrozenDictionary<Purpose, FrozenSet<(string, string)>> profiles =
        policy.Disclosure.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Select(Split).ToFrozenSet());

    /// <summary>Names the elements that go beyond the purpose.</summary>
    public ImmutableArray<string> Withhold(IReadOnlyList<PresentedItem> items, Purpose? purpose, Findings findings)
    {
        if (purpose is not { } known)
            return [];
        if (!profiles.TryGetValue(known, out var profile) || profile.Count == 0)
            findings.Add(Reason.NoDisclosureProfile, $"{known}");
        ImmutableArray<string> withheld = [.. items
            .Where(item => profile is null || !profile.Contains((item.Namespace, item.Identifier)))
            .Select(item => $"{item.Namespace}/{item.Identifier}")];
        if (!withheld.IsEmpty)
            findings.Add(Reason.ElementsWithheld, $"{withheld.Length}");
        return withheld;
    }

    /// <summary>The items by namespace and name, without the withheld ones.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, ElementValue>> Group(
        IReadOnlyList<PresentedItem> items, ImmutableArray<string> withheld)
    {
        var skip = withheld.IsEmpty ? null : withheld.ToHashSet();
        var namespaces = new Dictionary<string, IReadOnlyDictionary<string, ElementValue>>();
        foreach (var item in items)
        {
            if (skip is not null && skip.Contains($"{item.Namespace}/{item.Identifier}"))
                continue;
            if (!namespaces.TryGetValue(item.Namespace, out var elements))
                namespaces[item.Namespace] = elements = new Dictionary<string, ElementValue>();
            ((Dictionary<string, ElementValue>)elements)[item.Identifier] = new(item.Value);
        }
        return namespaces;
    }

    private static (string, string) Split(string path)
    {
        var slash = path.IndexOf('/');
        return slash < 0 ? (path, string.Empty) : (path[..slash], path[(slash + 1)..]);
    }
}
