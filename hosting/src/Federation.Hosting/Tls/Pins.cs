using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Federation.Hosting.Tls;

/// <summary>
/// A pin names a TLS key: the SHA-256 of its SubjectPublicKeyInfo, 64 lower-case hexadecimal digits. The pins in a
/// region's signed node.json decide whom to talk to; a certificate's chain, name and dates are not looked at,
/// because nobody vouches for them (design: trust, §1).
/// </summary>
public static class Pins
{
    /// <summary>The pin of a certificate's key.</summary>
    public static string Of(X509Certificate2 certificate) => Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>The pin of a DER SubjectPublicKeyInfo.</summary>
    public static string Of(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        Convert.ToHexStringLower(SHA256.HashData(subjectPublicKeyInfo));

    /// <summary>True when the text has the form of a pin.</summary>
    public static bool IsPin(string? text) =>
        text is { Length: 64 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>The pin of the client certificate that this request's connection proved to hold; null without one.</summary>
    public static string? ClientPin(this HttpContext context) =>
        context.Connection.ClientCertificate is { } certificate ? Of(certificate) : null;
}
