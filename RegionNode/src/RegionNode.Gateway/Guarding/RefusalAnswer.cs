using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Google.Protobuf;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Guarding;

/// <summary>Answers with a refusal in the caller's own protocol: a problem document, or a gRPC status with detail.</summary>
internal static class RefusalAnswer
{
    /// <summary>The trailer that carries the detail message (TrustList.Protocol).</summary>
    public const string Trailer = "federation-refusal-bin";

    /// <summary>Answers and writes one log line. The detail goes to the caller alone.</summary>
    public static Task Refuse(this HttpContext context, Refusal refusal, string detail)
    {
        context.Response.Clear();
        return IsGrpc(context.Request) ? RefuseGrpc(context, refusal, detail) : refusal.Problem.Result(detail).ExecuteAsync(context);
    }

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    // "Trailers-Only": the status stands in the one header frame (gRPC over HTTP/2).
    private static Task RefuseGrpc(HttpContext context, Refusal refusal, string detail)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Federation.Refusal");
        RefusalLog.Refused(
            logger, refusal.Problem.Code, (int)refusal.Grpc, "gRPC", ProxyRoutes.LivePath,
            context.ClientPin()?[..12] ?? "-", context.TraceIdentifier);
        var message = new TrustList.Protocol.Refusal { Code = refusal.Problem.Code, Detail = detail };
        var headers = context.Response.Headers;
        headers.ContentType = "application/grpc";
        headers["grpc-status"] = ((int)refusal.Grpc).ToString();
        headers["grpc-message"] = Uri.EscapeDataString($"{refusal.Problem.Code}: {detail}");
        headers[Trailer] = Convert.ToBase64String(message.ToByteArray());
        return context.Response.CompleteAsync();
    }
}
