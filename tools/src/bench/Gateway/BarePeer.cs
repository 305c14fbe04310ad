using System.Net;
using System.Security.Cryptography;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Federation.Bench.Gateway;

/// <summary>
/// The programs that the gateway is measured beside, each a process of its own (<c>bench peer …</c>): Kestrel with the gateway's
/// TLS settings and nothing of the federation. It prints its address and ends with its standard input.
/// </summary>
internal static class BarePeer
{
    /// <summary>The verb.</summary>
    internal const string Verb = "peer";

    /// <summary>
    /// <c>peer checks ANSWERBYTES</c>: reads a body, checks two P-256 signatures, answers that many bytes.
    /// <c>peer proxy URL PIN KEYFILE APPENDFILE QUESTION ANSWERBYTES</c>: YARP alone to that address with that live question, and one
    /// signature check and one durable append an answer of that many bytes.
    /// </summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hash = RandomNumberGenerator.GetBytes(32);
        var signature = key.SignHash(hash);
        var (checks, proxy) = (args is [_, "checks", _], args is [_, "proxy", _, _, _, _, _, _]);
        if (!checks && !proxy)
            return 64;
        using var identity = proxy ? TlsIdentity.Load(args[4]) : TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UsePinnedTls(identity, ClientCertificateMode.AllowCertificate);
        }));
        await using var forwarding = proxy ? BareProxy.Add(builder, args.AsSpan(2), identity, Check) : null;
        await using var app = builder.Build();
        if (checks)
            app.MapPost("/v1/verify", BareChecks.Of(args[2], () => Check() & Check()));
        else
            app.Map("/{**rest}", forwarding!.ForwardAsync);
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.Single()} {identity.Pin}");
        await Console.In.ReadToEndAsync();
        return 0;

        bool Check() => key.VerifyHash(hash, signature);
    }
}
