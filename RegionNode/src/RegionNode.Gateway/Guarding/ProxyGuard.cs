using Federation.Hosting.Tls;
using RegionNode.Gateway.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Runs inside the proxy, after a route was chosen, so that no way of writing a path leads around it.
/// Decides whether this caller may use this route now, and words the proxy's failures.
/// </summary>
internal sealed class ProxyGuard(CurrentTrust trust, TimeProvider clock)
{
    /// <summary>Refuses, or passes on and reports a failure of the other side.</summary>
    public async Task Invoke(HttpContext context, Func<Task> next)
    {
        if (Check(context) is var (refusal, detail))
        {
            await context.Refuse(refusal, detail);
            return;
        }

        var inTime = await Forward(context, next);
        if (context.GetForwarderErrorFeature() is { } error && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await context.Refuse(inTime ? Worded(error.Error, context.Response.StatusCode) : Refusal.NoAnswerInTime, error.Error.ToString());
    }

    /// <summary>Passes the call on; false when it took too long as a whole, however steadily it dripped.</summary>
    private static async Task<bool> Forward(HttpContext context, Func<Task> next)
    {
        var gone = context.RequestAborted;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(ProxyRoutes.PatienceOf(context.GetReverseProxyFeature().Route.Config));
        context.RequestAborted = patience.Token;
        try
        {
            await next();
        }
        finally
        {
            context.RequestAborted = gone;
        }

        return !patience.IsCancellationRequested;
    }

    private (Refusal, string)? Check(HttpContext context)
    {
        if (!PlainPath.Is(context.Request.Path.Value)) return (Refusal.BadPath, "letters, digits, dot, dash and underscore between single slashes");
        var route = context.GetReverseProxyFeature().Route.Config;
        // Said by its length before anything is passed on; a body without one is cut off while it is read.
        if (context.Request.ContentLength > route.MaxRequestBodySize) return (Refusal.TooLarge, $"at most {route.MaxRequestBodySize} bytes");
        return route.Metadata?.GetValueOrDefault(ProxyRoutes.RegionKey) is { } region ? CheckLive(context, region) : null;
    }

    private (Refusal, string)? CheckLive(HttpContext context, string region)
    {
        // Routing ignores case; the next server need not.
        if (!string.Equals(context.Request.Path.Value, ProxyRoutes.LivePath, StringComparison.Ordinal))
            return (Refusal.BadPath, $"the method is {ProxyRoutes.LivePath}");
        var routes = trust.Now.Routes;
        var now = clock.GetUtcNow();
        var decision = routes.For(region, now);
        if (decision.Route is null) return (Refusal.NoRoute, $"{region}: {decision.Why}");
        if (context.ClientPin() is not { } pin) return (Refusal.CertificateMissing, "none was shown");
        // A stranger's question goes to the own issuer only: relaying it onwards would lend our key, and could loop.
        var mayAsk = routes.IsOwn(pin) || (region == routes.OwnCode && routes.IsGateway(pin, now));
        return mayAsk ? null : (Refusal.CallerNotAdmitted, $"the key {pin} may not ask for {region}");
    }

    private static Refusal Worded(ForwarderError error, int status) => (error, status) switch
    {
        (_, StatusCodes.Status413PayloadTooLarge) => Refusal.TooLarge,
        (ForwarderError.RequestTimedOut, _) or (_, StatusCodes.Status504GatewayTimeout) => Refusal.NoAnswerInTime,
        (ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled, _) => Refusal.Malformed,
        _ => Refusal.Unreachable,
    };
}
