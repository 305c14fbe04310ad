using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Keys;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// Lets a request through to its endpoint when the caller fits the endpoint's rule: its pin, or at the province's endpoints the token
/// that it brings, and one of the roles. A route without a rule is closed to all; what routing itself answers (no such place, wrong
/// method, wrong media) has no route and says nothing.
/// </summary>
internal sealed class CallerGate(NodeOptions options, NodePeers peers, CallerRoles roles, TokenCheck tokens)
{
    private const string GrpcMedia = "application/grpc";
    private const int GrpcPermissionDenied = 7;

    internal Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
            return CommonProblems.Unauthenticated.Result().ExecuteAsync(context); // The listener let none in; here it is told again.
        var pin = Pins.Of(certificate);
        context.SetCallerId(CallerId.OfPin(pin, roles.OfPin(pin)));
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return next(context);
        var rule = endpoint.Metadata.GetMetadata<CallerRule>();
        var isToken = rule?.Caller == Caller.Province && context.Request.Headers.Authorization.Count > 0 && !peers.IsGateway(pin);
        if (isToken)
        {
            var (caller, refusal) = tokens.Judge(context, certificate);
            if (caller is null)
                return RefuseTokenAsync(context, refusal);
            context.SetCallerId(caller);
        }
        if (!isToken && !IsAllowed(rule, pin))
            return RefuseAsync(context, endpoint);
        return rule!.Roles.Count == 0 || context.CallerId().Roles.Overlaps(rule.Roles)
            ? next(context)
            : CallerProblems.RoleMissing.Result(members: new Dictionary<string, object?> { ["roles"] = rule.Roles.Select(RoleNames.Of).ToArray() }).ExecuteAsync(context);
    }

    private bool IsAllowed(CallerRule? rule, string pin) => rule?.Caller switch
    {
        Caller.Anyone => true,
        Caller.OwnGateway => peers.IsGateway(pin),
        Caller.Province => options.ProvinceSystemPins.Contains(pin),
        _ => false,
    };

    private static Task RefuseTokenAsync(HttpContext context, TokenRefusal refusal)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return CallerProblems.TokenRefused.Result(members: new Dictionary<string, object?> { ["reason"] = refusal.ToString() }).ExecuteAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, Endpoint endpoint)
    {
        if (context.Request.ContentType?.StartsWith(GrpcMedia, StringComparison.Ordinal) != true)
            return CommonProblems.Forbidden.Result().ExecuteAsync(context);
        var logger = context.RequestServices.GetRequiredService<ILogger<CallerGate>>();
        RefusalLog.Refused(logger, CommonProblems.Forbidden.Code, GrpcPermissionDenied, "gRPC", endpoint.DisplayName ?? "-",
            context.ClientPin()?[..12] ?? "-", context.TraceIdentifier);
        context.Response.ContentType = GrpcMedia;
        context.Response.Headers["grpc-status"] = GrpcPermissionDenied.ToString();
        context.Response.Headers["grpc-message"] = CommonProblems.Forbidden.Title;
        return Task.CompletedTask;
    }
}
