using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Trustctl.Inspection;

/// <summary>A certificate in DER or PEM.</summary>
internal static class CertificateArtefact
{
    public static Artefact? Recognise(byte[] bytes)
    {
        if (bytes.Length is 0 or > Limits.CertificateBytes || !(bytes[0] == 0x30 || bytes.AsSpan().StartsWith("-----BEGIN"u8))) return null;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            return new Artefact("certificate", Describe(certificate));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static JsonObject Describe(X509Certificate2 certificate) => new()
    {
        ["subject"] = certificate.Subject,
        ["issuer"] = certificate.Issuer,
        ["serial"] = certificate.SerialNumber,
        ["notBefore"] = Instants.Format(certificate.NotBefore.ToUniversalTime()),
        ["notAfter"] = Instants.Format(certificate.NotAfter.ToUniversalTime()),
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)),
        ["spkiSha256"] = Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())),
        ["extensions"] = new JsonArray([.. certificate.Extensions.Select(extension =>
            (JsonNode)$"{extension.Oid?.Value}{(extension.Critical ? " critical" : "")} {extension.Oid?.FriendlyName}".TrimEnd())]),
    };
}
