using Federation.Hosting.Problems;
using Federation.Hosting.Tls;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// Lets a request through to its endpoint when the caller's pin fits the endpoint's rule. A route without a rule is closed to
/// all; what routing itself answers (no such place, wrong method, wrong media) has no route and says nothing.
/// </summary>
internal sealed class CallerGate(NodeOptions options)
{
    private const string GrpcMedia = "application/grpc";
    private const int GrpcPermissionDenied = 7;

    internal Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || IsAllowed(endpoint.Metadata.GetMetadata<CallerRule>(), context.ClientPin()))
            return next(context);
        return context.Request.ContentType?.StartsWith(GrpcMedia, StringComparison.Ordinal) == true
            ? RefuseGrpcAsync(context, endpoint)
            : CommonProblems.Forbidden.Result().ExecuteAsync(context);
    }

    private bool IsAllowed(CallerRule? rule, string? pin) => pin is not null && rule?.Caller switch
    {
        Caller.Anyone => true,
        Caller.OwnGateway => pin == options.GatewayPin,
        Caller.Province => options.ProvinceSystemPins.Contains(pin),
        _ => false,
    };

    private static Task RefuseGrpcAsync(HttpContext context, Endpoint endpoint)
    {
        var logger = context.RequestServices.GetRequiredService<ILogger<CallerGate>>();
        RefusalLog.Refused(logger, CommonProblems.Forbidden.Code, GrpcPermissionDenied, "gRPC", endpoint.DisplayName ?? "-",
            context.ClientPin()?[..12] ?? "-", context.TraceIdentifier);
        context.Response.ContentType = GrpcMedia;
        context.Response.Headers["grpc-status"] = GrpcPermissionDenied.ToString();
        context.Response.Headers["grpc-message"] = CommonProblems.Forbidden.Title;
        return Task.CompletedTask;
    }
}
