using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Running;

/// <summary>What kind of verifier is certified (ADAPTER.md §5).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Needs">The features without which an adapter cannot have it.</param>
/// <param name="Takes">Whether a case belongs to it.</param>
public sealed record Profile(string Name, ImmutableArray<string> Needs, Func<ConformanceCase, bool> Takes)
{
    private static readonly string[] Core =
        [Feature.TrustList, Feature.Resolve, Feature.Licences, Feature.DeviceMac, Feature.Status, Feature.StatusCwt, Feature.Log, Feature.Restart];

    private static readonly string[] Tuf = [Feature.TrustList, Feature.Resolve, Feature.Restart];

    /// <summary>All of them.</summary>
    public static ImmutableArray<Profile> All { get; } =
    [
        new("verifier-core", [Feature.TrustList, Feature.Licences, Feature.Status, Feature.Log, Feature.Restart], found => Within(found, Core)),
        new("verifier-full", [Feature.TrustList, Feature.Licences, Feature.Status, Feature.Log, Feature.Restart], found => !found.Flags.Contains(CaseFlag.Library)),
        new("mdoc-library", [Feature.Licences, Feature.Authorities], found => found.Flags.Contains(CaseFlag.Authorities) && Within(found, [Feature.Licences, Feature.DeviceMac, Feature.Authorities])),
        new("tuf-client", [Feature.TrustList, Feature.Resolve], found => Within(found, Tuf)),
        new("status-library", [Feature.Status, Feature.StatusKeys], found => found.Flags.Contains(CaseFlag.StatusKeys)),
    ];

    /// <summary>The profile of this name, or null.</summary>
    public static Profile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);

    private static bool Within(ConformanceCase found, string[] features) =>
        !found.Flags.Contains(CaseFlag.Library) && found.Features.All(feature => features.Contains(feature, StringComparer.Ordinal));
}
