using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Projections;

/// <summary>The IACAs of a trust list as PEM, for tools that know X.509 alone (SPEC.md §10.3). SM2 certificates stand in it: X.509 names them.</summary>
public static class PemProjection
{
    /// <summary>Every IACA that verifies at the instant; before each a line with region, province and thumbprint.</summary>
    public static Projection Of(TrustState state, DateTimeOffset at)
    {
        var (shown, leftOut) = ProjectedAuthorities.Of(state, CertificateRole.Iaca, at, SignatureAlgorithm.ES256, SignatureAlgorithm.SM2);
        var text = new StringBuilder();
        foreach (var (authority, _) in shown)
        {
            // Codes and hashes alone: a name could hold anything, also a line that begins a certificate.
            text.Append(CultureInfo.InvariantCulture, $"# {authority.Region.Code} {authority.Region.Iso3166} sha256 {authority.Certificate.Thumbprint}\n")
                .Append(PemEncoding.WriteString("CERTIFICATE", authority.Certificate.Der.Span)).Append('\n');
        }
        return new(System.Text.Encoding.ASCII.GetBytes(text.ToString()), shown.Length, leftOut);
    }
}
