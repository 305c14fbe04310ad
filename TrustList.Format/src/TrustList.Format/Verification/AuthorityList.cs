using System.Collections.Immutable;
using TrustList.Format.Credentials;
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
            var counted = document.Certificates
                .Where(certificate => IssuersRight.Certificate(certificate, region) is null)
                .Select(certificate => (Record: certificate, Facts: CertificateFacts.Read(certificate.Der)))
                .Where(certificate => certificate.Facts.Ok && IssuersRight.Algorithm(certificate.Record, certificate.Facts.Value.KeyAlgorithm, policy) is null)
                .ToList();
            var roots = counted.Where(certificate => certificate.Record.Role == CertificateRole.Iaca).Select(root => root.Facts.Value).ToList();
            foreach (var (record, facts) in counted)
            {
                // A region that lists another's document signer does not get it: the pinned root decides whose it is.
                if (record.Role == CertificateRole.DocumentSigner && !roots.Exists(root => facts.Value.IsSignedBy(root)))
                    continue;
                authorities[record.Thumbprint] = new(
                    region, record, [.. record.DocTypes.Where(docType => region.DocTypes.Contains(docType))]);
            }
        }
        return authorities.ToImmutable();
    }
}
