using Federation.Hosting.Tls;
using RegionNode.Gateway.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Runs inside the proxy, after a route was chosen, so that no way of writing a path leads around it.
/// Decides whether this caller may use this route now, and words the proxy's failures.
/// </summary>
internal sealed class ProxyGuard(CurrentTrust trust, ProxyPlaces places, WalletPlaces wallets, TimeProvider clock)
{
    /// <summary>Refuses, or passes on and reports a failure of the other side.</summary>
    public async Task Invoke(HttpContext context, Func<Task> next)
    {
        CallerHeader.Set(context.Request.Headers, region: null);
        if (Check(context) is var (refusal, detail))
        {
            await context.Refuse(refusal, detail);
            return;
        }

        var route = context.GetReverseProxyFeature().Route.Config;
        var between = ProxyRoutes.ServiceOf(route) is not null;
        if (!between && !await IsWhole(context, route.MaxRequestBodySize ?? BodyLimits.HolderRequest)) return;
        using var place = places.Take(route.RouteId, between ? context.ClientPin() : null);
        if (!place.IsAcquired)
        {
            await context.RefuseBusy($"{ProxyPlaces.Most} calls are under way");
            return;
        }

        var inTime = await Forward(context, next);
        if (context.GetForwarderErrorFeature() is { } error && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await context.Refuse(inTime ? Worded(error.Error, context.Response.StatusCode) : Refusal.NoAnswerInTime, error.Error.ToString());
    }

    /// <summary>Reads a stranger's body, so that nothing but the issuer's own time is spent in a place on the way to it; false: refused.</summary>
    private async Task<bool> IsWhole(HttpContext context, long most)
    {
        using var coming = wallets.Take(context.Connection.RemoteIpAddress);
        if (coming is null)
        {
            await context.RefuseBusy($"{WalletPlaces.OfOneAddress} calls of one address, or {WalletPlaces.Most} of all, are coming in");
            return false;
        }

        if (await WholeBody.Read(context, most) is not var (refusal, detail)) return true;
        await context.Refuse(refusal, detail);
        return false;
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
        return ProxyRoutes.ServiceOf(route) is { } service ? CheckBetween(context, service, route.Metadata![ProxyRoutes.RegionKey]) : null;
    }

    private (Refusal, string)? CheckBetween(HttpContext context, RegionService service, string region)
    {
        if (!service.Owns(context.Request.Path.Value)) return (Refusal.BadPath, $"the method is {service.Path}");
        var routes = trust.Now.Routes;
        var now = clock.GetUtcNow();
        var decision = routes.For(region, now);
        if (decision.Route is null) return (Refusal.NoRoute, $"{region}: {decision.Why}");
        if (context.ClientPin() is not { } pin) return (Refusal.CertificateMissing, "none was shown");
        // A stranger's question goes to the own issuer only: relaying it onwards would lend our key, and could loop.
        var mayAsk = routes.IsOwn(pin) || (region == routes.OwnCode && routes.IsGateway(pin, now));
        if (!mayAsk) return (Refusal.CallerNotAdmitted, $"the key {pin} may not ask for {region}");
        if (region == routes.OwnCode) CallerHeader.Set(context.Request.Headers, routes.RegionOf(pin, now));
        return null;
    }

    private static Refusal Worded(ForwarderError error, int status) => (error, status) switch
    {
        (_, StatusCodes.Status413PayloadTooLarge) => Refusal.TooLarge,
        (ForwarderError.RequestTimedOut, _) or (_, StatusCodes.Status504GatewayTimeout) => Refusal.NoAnswerInTime,
        (ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled, _) => Refusal.Malformed,
        _ => Refusal.Unreachable,
    };
}
