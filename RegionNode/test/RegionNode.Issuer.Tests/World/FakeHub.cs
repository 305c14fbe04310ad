using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustList.Format.Signing;
using TrustList.Protocol;

namespace RegionNode.Issuer.Tests.World;

/// <summary>How the hub behaves for one call.</summary>
internal enum HubMood
{
    Admit,
    DropBefore,
    DropAfter,
    UnavailableBefore,
    UnavailableAfter,
    Refuse,
    RefuseForNow,
    RefuseWithoutTrailer,
}

/// <summary>What the hub admitted, in order. The journal outlives the server, as the hub's store would.</summary>
internal sealed class HubJournal
{
    private readonly Lock gate = new();
    private readonly List<(string Id, string Lane, IMessage Request)> admitted = [];

    internal ConcurrentQueue<(string Id, string Lane)> Calls { get; } = new();

    internal IReadOnlyList<(string Id, string Lane, IMessage Request)> Admitted
    {
        get
        {
            lock (gate)
                return [.. admitted];
        }
    }

    /// <summary>Heads and batches, in their chains.</summary>
    internal HubChains Chains { get; } = new();

    internal IEnumerable<SubmitStatusListRequest> Lists => Admitted.Select(a => a.Request).OfType<SubmitStatusListRequest>();

    internal IEnumerable<SubmitMetadataRequest> Metadata(string role) =>
        Admitted.Select(a => a.Request).OfType<SubmitMetadataRequest>().Where(m => m.Role == role);

    internal Receipt Admit(string id, string lane, IMessage request)
    {
        lock (gate)
        {
            var index = admitted.FindIndex(a => a.Id == id);
            var duplicate = index >= 0;
            if (!duplicate)
            {
                admitted.Add((id, lane, request));
                index = admitted.Count - 1;
            }
            return new Receipt { SubmissionId = id, LogIndex = index + 1, Duplicate = duplicate };
        }
    }
}

/// <summary>A hub over real TLS and gRPC that admits everything, except where a test says how it fails.</summary>
internal sealed class FakeHub : Admission.AdmissionBase, IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TlsIdentity identity;

    private FakeHub(WebApplication running, TlsIdentity proof, HubJournal journal) => (app, identity, Journal) = (running, proof, journal);

    internal HubJournal Journal { get; }

    /// <summary>Asked for each call, with its lane and how often that id was sent before.</summary>
    internal Func<string, int, HubMood> Mood { get; set; } = (_, _) => HubMood.Admit;

    internal TimeSpan Delay { get; set; }

    /// <summary>The code of refusals that <see cref="Mood"/> asks for.</summary>
    internal string RefusalCode { get; set; } = "TestRefusal";

    private string? lostKey;

    /// <summary>From now on heads of this key are refused, as the hub does once its record says so.</summary>
    internal void RefuseHeadsBy(string keyId) => lostKey = keyId;

    internal string Url => Addresses.Single(address => address.StartsWith("https", StringComparison.Ordinal));

    /// <summary>Where the public files are.</summary>
    internal string PublicUrl => Addresses.Single(address => address.StartsWith("http:", StringComparison.Ordinal));

    /// <summary>The public files, by path without the first slash.</summary>
    internal ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>Everything that came, of every request: its line, headers and body.</summary>
    internal ConcurrentQueue<byte[]> Heard { get; } = new();

    private async Task HearAsync(HttpContext context, RequestDelegate next)
    {
        var body = new HeardBody(context.Request.Body);
        context.Request.Body = body;
        Heard.Enqueue(System.Text.Encoding.UTF8.GetBytes(
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {string.Join(' ', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))}"));
        try
        {
            await next(context);
        }
        finally
        {
            Heard.Enqueue(body.Heard);
        }
    }

    private ICollection<string> Addresses => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    internal string Pin => identity.Pin;

    internal int Port => new Uri(Url).Port;

    /// <summary>The pins that called.</summary>
    internal ConcurrentDictionary<string, bool> Callers { get; } = new();

    internal static async Task<FakeHub> StartAsync(string keyPem, HubJournal? journal = null, int port = 0, int publicPort = 0, TestLog? log = null)
    {
        var proof = TlsIdentity.FromPem(keyPem);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UsePinnedTls(proof, ClientCertificateMode.RequireCertificate);
            });
            kestrel.Listen(IPAddress.Loopback, publicPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc();
        FakeHub? hub = null;
        builder.Services.AddSingleton(_ => hub!);
        builder.Services.AddSingleton(_ => new LogService(log));
        var running = builder.Build();
        running.Use((context, next) => hub!.HearAsync(context, next));
        running.MapGrpcService<FakeHub>();
        running.MapGrpcService<LogService>();
        hub = new FakeHub(running, proof, journal ?? new HubJournal());
        running.MapGet("/{**path}", (string path) => hub.Files.TryGetValue(path, out var file) ? Results.Bytes(file) : Results.NotFound());
        await running.StartAsync();
        return hub;
    }

    public override Task<Receipt> SubmitMetadata(SubmitMetadataRequest request, ServerCallContext context) =>
        AnswerAsync(request.SubmissionId, request.Role, request, context);

    public override Task<Receipt> SubmitStatusList(SubmitStatusListRequest request, ServerCallContext context) =>
        AnswerAsync(request.SubmissionId, request.Uri, request, context);

    public override Task<Receipt> SubmitStatusHead(SubmitStatusHeadRequest request, ServerCallContext context) =>
        AnswerAsync(request.SubmissionId, "head", request, context, 
            () => IsByLostKey(request.Head) ? "StatusKeyNotActive" : Journal.Chains.Take(request.SubmissionId, "head", request.Head, request.Delta));

    public override Task<Receipt> SubmitIssuanceBatch(SubmitIssuanceBatchRequest request, ServerCallContext context) =>
        AnswerAsync(request.SubmissionId, "issuance", request, context, () => Journal.Chains.Take(request.SubmissionId, "issuance", request.Batch, request.Leaves));

    public override Task<Receipt> GetReceipt(ReceiptQuery request, ServerCallContext context) => Journal.Chains.Find(request.SubmissionId) is { } link
        ? Task.FromResult(new Receipt { SubmissionId = link.Id, LogIndex = link.Number, Sha256 = Convert.ToHexStringLower(SHA256.HashData(link.Signed)) })
        : throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, "none"));

    private bool IsByLostKey(ByteString head) =>
        lostKey is not null && CoseSign1.Parse(head.Memory).Value.Headers.KeyId is { } id && System.Text.Encoding.UTF8.GetString(id.Span) == lostKey;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        identity.Dispose();
    }

    private async Task<Receipt> AnswerAsync(string id, string lane, IMessage request, ServerCallContext context, Func<string?>? chain = null)
    {
        Receipt Admit() => chain?.Invoke() is { } refusal
            ? throw Refusal(refusal is "VersionGap" or "BrokenChain" or "StatusKeyNotActive" ? StatusCode.FailedPrecondition : StatusCode.AlreadyExists, refusal)
            : Journal.Admit(id, lane, request);

        Callers.TryAdd(context.GetHttpContext().ClientPin() ?? "-", true);
        var before = Journal.Calls.Count(call => call.Id == id);
        Journal.Calls.Enqueue((id, lane));
        await Task.Delay(Delay, context.CancellationToken);
        switch (Mood(lane, before))
        {
            case HubMood.DropBefore:
                context.GetHttpContext().Abort();
                break;
            case HubMood.DropAfter:
                Admit();
                context.GetHttpContext().Abort();
                break;
            case HubMood.UnavailableBefore:
                throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "test"));
            case HubMood.UnavailableAfter:
                Admit();
                throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "test"));
            case HubMood.Refuse:
                throw Refusal(StatusCode.InvalidArgument, RefusalCode);
            case HubMood.RefuseForNow:
                throw Refusal(StatusCode.FailedPrecondition, RefusalCode);
            case HubMood.RefuseWithoutTrailer:
                throw new RpcException(new Grpc.Core.Status(StatusCode.PermissionDenied, "not from the hub itself"));
        }
        return Admit();
    }

    private static RpcException Refusal(StatusCode status, string code)
    {
        var refusal = new Refusal { Code = code, Detail = "as the test says" };
        return new RpcException(new Grpc.Core.Status(status, "refused"), new Metadata { { "federation-refusal-bin", refusal.ToByteArray() } });
    }
}
