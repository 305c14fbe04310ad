using System.Net;
using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Grpc.AspNetCore.Server;
using Yarp.ReverseProxy.Forwarder;

namespace TrustHub.Leading;

/// <summary>
/// Sends what only the leader can answer to the leader, in either direction as a stream. Where none is known it waits as long
/// as a takeover lasts, then answers Unavailable: the caller asks again, as after any failure of the hub. A leader that changes
/// ends what is under way to the one before, which may stand still.
/// </summary>
internal sealed class LeaderForwarding(Leadership leadership, IHttpForwarder forwarder, TlsKey key) : IDisposable
{
    /// <summary>How long a request waits for a leader; real time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly ForwarderRequestConfig Open = new() { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromHours(1) };
    private static readonly ForwarderRequestConfig Nodes = new() { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromHours(1) };

    private readonly ForwardedCallerTransform _transform = new();
    private readonly HttpMessageInvoker _client = new(PinnedHandler.Create(key, () => key.PublishedPins.ToHashSet(StringComparer.Ordinal)));

    /// <summary>Answers here where this instance leads, else there.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsLeader>() is null)
        {
            await next(context);
            return;
        }
        var (standing, changed) = await leadership.KnownAsync(Patience, context.RequestAborted);
        if (standing.Leads)
            await next(context);
        else if (standing.Leader is { } leader && !context.Request.Headers.ContainsKey(ForwardedCaller.HopHeader))
            await ForwardAsync(context, leader, changed);
        else
            await UnavailableAsync(context);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task ForwardAsync(HttpContext context, LeaderAddress leader, CancellationToken changed)
    {
        var error = IsForNodes(context)
            ? await forwarder.SendAsync(context, leader.Nodes.ToString(), _client, Nodes, _transform, changed)
            : await forwarder.SendAsync(context, leader.Public.ToString(), _client, Open, _transform, changed);
        if (error != ForwarderError.None && !context.Response.HasStarted)
            await UnavailableAsync(context);
    }

    private static bool IsForNodes(HttpContext context) => context.GetEndpoint()!.Metadata.GetMetadata<GrpcMethodMetadata>() is not null;

    /// <summary>A gRPC client takes the HTTP status as Unavailable.</summary>
    private static Task UnavailableAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return CommonProblems.Unavailable.Result("no instance leads at the moment").ExecuteAsync(context);
    }
}
