using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>
/// Root's private member <c>x-suites</c> (SPEC.md §4.4). A suite that is not known here makes the root unusable: what
/// cannot be counted cannot be enforced.
/// </summary>
internal static class DemandedSuites
{
    private static readonly ImmutableSortedDictionary<string, SignatureAlgorithm> Names = new Dictionary<string, SignatureAlgorithm>
    {
        ["ed25519"] = SignatureAlgorithm.Ed25519,
        ["es256"] = SignatureAlgorithm.ES256,
        ["sm2"] = SignatureAlgorithm.SM2,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<SignatureAlgorithm, int> Read(JsonFields root)
    {
        var suites = ImmutableSortedDictionary<SignatureAlgorithm, int>.Empty;
        if (root.OptionalObject(MetadataMembers.Suites) is not { } member)
            return suites;
        foreach (var name in member.Names)
        {
            if (Names.TryGetValue(name, out var suite))
                suites = suites.SetItem(suite, (int)member.Integer(name, 1, Limits.MetadataSignatures));
        }
        // Refuses every name that was not read.
        member.NoOthers();
        return suites;
    }

    public static JsonObject Write(ImmutableSortedDictionary<SignatureAlgorithm, int> suites)
        => new(Names.Where(name => suites.ContainsKey(name.Value)).Select(name => KeyValuePair.Create<string, JsonNode?>(name.Key, suites[name.Value])));

    /// <summary>Whether a file of the role carries what root demands; of roles other than root and targets nothing is demanded.</summary>
    public static bool AreMet(RootRole root, string role, SignedMetadata file)
        => role is not (RoleNames.Root or RoleNames.Targets)
            || root.Suites.All(suite => SignatureThreshold.HasSigned(root.Keys, root.Roles[role], file, suite.Key, suite.Value));
}
