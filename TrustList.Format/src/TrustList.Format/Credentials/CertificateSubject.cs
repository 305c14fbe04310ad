using System.Security.Cryptography.X509Certificates;

namespace TrustList.Format.Credentials;

/// <summary>The name of an IACA or document signer (ISO/IEC 18013-5 Annex B.1).</summary>
/// <param name="CommonName">Shown to people.</param>
/// <param name="State">ISO 3166-2 code of the province, equal to the licence's issuing_jurisdiction; null to leave it out.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record CertificateSubject(string CommonName, string? State, string Country = "CN")
{
    internal X500DistinguishedName ToName()
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(CommonName);
        if (State is not null)
            builder.AddStateOrProvinceName(State);
        builder.AddCountryOrRegion(Country);
        return builder.Build();
    }
}
