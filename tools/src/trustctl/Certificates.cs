using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>Certificates named on the command line, DER or PEM.</summary>
internal static class Certificates
{
    /// <summary>A certificate whose key this system knows; another is wrong usage.</summary>
    public static byte[] OfKnownKey(string path)
    {
        var der = Read(path);
        var key = DocumentCertificates.KeyOf(der);
        return key.Ok ? der : throw new UsageException($"{path}: {key.Detail}");
    }

    public static byte[] Read(string path)
    {
        var bytes = InputFile.Read(path, Limits.CertificateBytes);
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            return certificate.RawData;
        }
        catch (CryptographicException)
        {
            throw new UsageException($"{path}: no certificate");
        }
    }
}
