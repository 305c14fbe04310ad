using System.Net;
using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Federation.Leading;

/// <summary>
/// Sends what only the leader can answer to the leader, in either direction as a stream. Where none is known it waits as long
/// as a takeover lasts, then answers Unavailable: the caller asks again, as after any failure. A leader that changes
/// ends what is under way to the one before, which may stand still.
/// </summary>
public sealed class LeaderForwarding(Leadership leadership, IHttpForwarder forwarder, TlsKey key) : IDisposable
{
    /// <summary>How long a request waits for a leader; real time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly ForwarderRequestConfig Open = new() { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromHours(1) };
    private static readonly ForwarderRequestConfig Pinned = new() { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromHours(1) };

    private readonly ForwardedCallerTransform _transform = new();
    private readonly HttpMessageInvoker _client = new(PinnedHandler.Create(key, () => key.PublishedPins.ToHashSet(StringComparer.Ordinal)));

    /// <summary>Answers here where this instance leads, else there.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">How it is answered here.</param>
    /// <param name="isPinned">Whether it goes to the leader's listener for pinned callers, else to the public one.</param>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next, bool isPinned)
    {
        var (standing, changed) = await leadership.KnownAsync(Patience, context.RequestAborted);
        if (standing.Leads)
            await next(context);
        else if (Target(standing.Leader, isPinned) is { } leader && !context.Request.Headers.ContainsKey(ForwardedCaller.HopHeader))
            await ForwardAsync(context, leader, isPinned ? Pinned : Open, changed);
        else
            await UnavailableAsync(context);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static Uri? Target(LeaderAddress? leader, bool isPinned) => isPinned ? leader?.Nodes : leader?.Public;

    private async Task ForwardAsync(HttpContext context, Uri leader, ForwarderRequestConfig how, CancellationToken changed)
    {
        if (await forwarder.SendAsync(context, leader.ToString(), _client, how, _transform, changed) != ForwarderError.None && !context.Response.HasStarted)
            await UnavailableAsync(context);
    }

    /// <summary>A gRPC client takes the HTTP status as Unavailable.</summary>
    private static Task UnavailableAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return CommonProblems.Unavailable.Result("no instance leads at the moment").ExecuteAsync(context);
    }
}
