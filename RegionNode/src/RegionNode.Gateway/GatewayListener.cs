using System.Net;
using Federation.Hosting.Options;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway;

/// <summary>The one listener: https with the gateway's key; a client certificate is taken where one is shown.</summary>
internal static class GatewayListener
{
    /// <summary>Reads the settings, loads the key and binds the address.</summary>
    /// <returns>The settings.</returns>
    /// <exception cref="Federation.Hosting.StartRefusedException">A setting is wrong or the key cannot be read.</exception>
    public static GatewayOptions AddGatewayListener(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadOptions<GatewayOptions>(GatewayOptions.Section);
        var key = TlsKey.Open(Inception.TlsKeyFile(options.DataDir, builder.Configuration.GetValue("Rehearsal:KeysAreTest", defaultValue: false)));
        builder.Services.AddSingleton(options).AddSingleton<IPublishedPins, PublishedGatewayPins>();
        builder.AddTlsKey(key);
        var url = new Uri(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseAddressGate(options.ConnectionsOfOneAddress);
            listen.UsePinnedTls(key, ClientCertificateMode.AllowCertificate);
        }));
        return options;
    }
}
