using System.Collections.Concurrent;
using System.Net;
using Federation.Hosting;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Tools.Tests.Nodes;

/// <summary>What a call brought.</summary>
internal sealed record NodeCallSeen(string Method, string Path, string Query, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers, string Pin);

/// <summary>A listener as a node has it (pinned TLS, callers show a key) that writes down what it is asked and answers what a test says.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    private readonly WebApplication app;

    private NodeUnderTest(WebApplication app, TlsIdentity identity, TemporaryFolder folder) => (this.app, Identity, Folder) = (app, identity, folder);

    internal ConcurrentQueue<NodeCallSeen> Seen { get; } = new();

    internal Func<HttpContext, IResult> Answer { get; set; } = _ => Results.Json(new { ok = true });

    internal TemporaryFolder Folder { get; }

    internal TlsIdentity Identity { get; }

    internal string CallerPin { get; private set; } = "";

    internal string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    internal static async Task<NodeUnderTest> StartAsync()
    {
        var identity = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var builder = FederationHost.CreateBuilder([]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null; // A node takes more of a file at once than of a question.
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UsePinnedTls(identity, ClientCertificateMode.RequireCertificate));
        });
        var app = builder.Build();
        var node = new NodeUnderTest(app, identity, new TemporaryFolder());
        app.Run(node.TakeAsync);
        await app.StartAsync();
        var pem = TlsIdentity.CreateKeyPem();
        using (var caller = TlsIdentity.FromPem(pem))
            node.CallerPin = caller.Pin;
        await File.WriteAllTextAsync(node.Folder.File("caller.test.pem"), pem);
        return node;
    }

    /// <summary>Runs `trustctl node` against it.</summary>
    internal Task<Tools.Tests.Answer> Run(params IEnumerable<string> arguments) =>
        TrustctlProcess.Run(["node", "--url", Url, "--pin", Identity.Pin, "--cert", Folder.File("caller.test.pem"), .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Identity.Dispose();
        Folder.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Seen.Enqueue(new NodeCallSeen(
            context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.ContentType, body,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), context.ClientPin()!));
        await Answer(context).ExecuteAsync(context);
    }
}
