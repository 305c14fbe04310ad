using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Federation.Leading;

/// <summary>
/// Whose request this is. The instances of one program have the same TLS key, and change it together; so a connection under the
/// key in use, to come or of before is another instance's, and the certificate that it names is the caller's; nobody else's word counts.
/// </summary>
public static class ForwardedCaller
{
    /// <summary>The header in which an instance gives the caller's certificate to the leader: DER in base64.</summary>
    internal const string Header = "federation-caller";

    /// <summary>The header by which an instance says that it forwards; a request with it is never forwarded again.</summary>
    internal const string HopHeader = "federation-forwarded";

    private const int LongestHeader = 8 * 1024;

    /// <summary>Takes the caller whom another instance names for the one who calls; before anything that asks who calls.</summary>
    public static void UseForwardedCaller(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Request.Headers;
        if (headers[Header] is [{ Length: <= LongestHeader } named] && IsInstance(context) && Read(named) is { } caller)
        {
            context.Response.RegisterForDispose(caller);
            context.Features.Set<ITlsConnectionFeature>(new NamedCaller(caller)); // Of this request alone: its connection carries others'.
        }
        headers.Remove(Header);
        return next(context);
    });

    /// <summary>The certificate as <see cref="Header"/> has it.</summary>
    internal static string Write(X509Certificate2 certificate) => Convert.ToBase64String(certificate.RawDataMemory.Span);

    private static bool IsInstance(HttpContext context) =>
        context.ClientPin() is { } direct && context.RequestServices.GetRequiredService<TlsKey>().PublishedPins.Contains(direct);

    private static X509Certificate2? Read(string named)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(named));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private sealed class NamedCaller(X509Certificate2 certificate) : ITlsConnectionFeature
    {
        public X509Certificate2? ClientCertificate { get; set; } = certificate;

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
    }
}
