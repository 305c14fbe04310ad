using System.Collections.Immutable;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>Which certificates count: registry and record, each narrowing the other (SPEC.md §5.7).</summary>
internal static class AuthorityList
{
    internal static ImmutableDictionary<string, IssuerAuthority> Of(
        RegistryDocument registry, PolicyDocument policy, IReadOnlyDictionary<string, IssuersDocument> issuers)
    {
        var authorities = ImmutableDictionary.CreateBuilder<string, IssuerAuthority>();
        foreach (var region in registry.Regions)
        {
            if (!issuers.TryGetValue(region.Code, out var document))
                continue;
            var counted = document.Certificates.Where(certificate => IssuersRight.Certificate(certificate, region, policy) is null).ToList();
            foreach (var certificate in counted)
                authorities[certificate.Thumbprint] = new(
                    region, certificate, [.. certificate.DocTypes.Where(docType => region.DocTypes.Contains(docType))]);
        }
        return authorities.ToImmutable();
    }
}
