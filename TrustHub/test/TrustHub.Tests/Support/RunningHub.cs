using Federation.Hosting;
using Federation.Hosting.Tls;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TrustHub.Log;
using TrustHub.Publishing;
using TrustHub.Storage;
using TrustList.Protocol;
using AdmissionClient = TrustList.Protocol.Admission.AdmissionClient;

namespace TrustHub.Tests.Support;

/// <summary>The real hub in this process: real Kestrel on free ports, real SQLite, real files.</summary>
public sealed class RunningHub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHub(WebApplication app, LineCollector log)
    {
        _app = app;
        Lines = log;
        PublicUrl = new Uri(app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));
        NodeUrl = new Uri(app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));
        Http = new HttpClient { BaseAddress = PublicUrl };
    }

    public Uri PublicUrl { get; }

    public Uri NodeUrl { get; }

    /// <summary>A client of the public interface.</summary>
    public HttpClient Http { get; }

    /// <summary>What the hub logged.</summary>
    public LineCollector Lines { get; }

    public IHubStore Store => _app.Services.GetRequiredService<IHubStore>();

    public string TlsPin => _app.Services.GetRequiredService<TlsKey>().Now.Pin;

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningHub> StartAsync(
        string dataDir, TimeProvider clock, Action<IServiceCollection>? replace = null, params string[] settings)
    {
        var builder = FederationHost.CreateBuilder(
        [
            "--Hub:DataDir", dataDir, "--Hub:PublicUrl", "http://127.0.0.1:0", "--Hub:NodeUrl", "https://127.0.0.1:0",
            "--Hub:Inception:Allow", "true", "--Hub:WitnessSeconds", "0", .. settings,
        ]);
        builder.AddTrustHub();
        var log = new LineCollector();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTrustHub();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new RunningHub(app, log);
    }

    /// <summary>A gRPC channel that proves a TLS key; null proves none.</summary>
    /// <param name="identity">The key.</param>
    /// <param name="front">What stands before the hub; null: nothing.</param>
    public GrpcChannel Channel(TlsIdentity? identity, Uri? front = null) => GrpcChannel.ForAddress(front ?? NodeUrl, new GrpcChannelOptions
    {
        HttpHandler = PinnedHandler.Create(identity, () => new HashSet<string>(StringComparer.Ordinal) { TlsPin }),
        DisposeHttpClient = true,
        MaxSendMessageSize = null,
    });

    /// <summary>Calls the admission service as a node.</summary>
    public async Task<T> AsAsync<T>(NodeIdentity node, Func<AdmissionClient, AsyncUnaryCall<T>> call)
    {
        using var channel = Channel(node.Tls);
        return await call(new AdmissionClient(channel));
    }

    public Task<Receipt> SubmitAsync(NodeIdentity node, SubmitMetadataRequest request) =>
        AsAsync(node, client => client.SubmitMetadataAsync(request, deadline: Deadline()));

    public Task<Receipt> SubmitAsync(NodeIdentity node, SubmitStatusListRequest request) =>
        AsAsync(node, client => client.SubmitStatusListAsync(request, deadline: Deadline()));

    public Task<Receipt> SubmitAsync(NodeIdentity node, SubmitStatusHeadRequest request) =>
        AsAsync(node, client => client.SubmitStatusHeadAsync(request, deadline: Deadline()));

    public Task<Receipt> SubmitAsync(NodeIdentity node, SubmitIssuanceBatchRequest request) =>
        AsAsync(node, client => client.SubmitIssuanceBatchAsync(request, deadline: Deadline()));

    public Task<Receipt> SubmitAsync(NodeIdentity node, SubmitTransferRequest request) =>
        AsAsync(node, client => client.SubmitTransferAsync(request, deadline: Deadline()));

    /// <summary>Submits a region's role and its node's, which everything else of a region rests on.</summary>
    public async Task AdmitAsync(Operators operators, NodeIdentity node)
    {
        await SubmitAsync(node, operators.Metadata($"region-{node.Code}"));
        await SubmitAsync(node, operators.Metadata($"node-{node.Code}"));
    }

    /// <summary>True when all that is logged is published.</summary>
    public bool IsPublished =>
        Publisher.Published?.LogIndex >= Log.State.MetadataIndex && Publisher.StatusPublishedUpTo >= Log.State.LogIndex;

    public AdmissionLog Log => Services.GetRequiredService<AdmissionLog>();

    public Publisher Publisher => Services.GetRequiredService<Publisher>();

    /// <summary>Waits until all that is logged is published.</summary>
    public Task PublishedAsync() => Until.TrueAsync(() => IsPublished, () => $"publishing: {Publisher.Failure}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(3);
}
