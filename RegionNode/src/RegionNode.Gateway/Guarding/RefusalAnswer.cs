using System.Globalization;
using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Guarding;

/// <summary>Answers with a refusal in the caller's own protocol: a problem document, or a gRPC status with detail.</summary>
internal static class RefusalAnswer
{
    /// <summary>The trailer that carries the detail message (TrustList.Protocol).</summary>
    public const string Trailer = "federation-refusal-bin";

    /// <summary>The trailer that says after how many seconds asking again may help.</summary>
    public const string RetryTrailer = "retry-after";

    /// <summary>Answers and writes one log line. The detail goes to the caller alone.</summary>
    public static Task Refuse(this HttpContext context, Refusal refusal, string detail)
    {
        context.Response.Clear();
        return IsGrpc(context.Request) ? RefuseGrpc(context, refusal, detail) : refusal.Problem.Result(detail).ExecuteAsync(context);
    }

    /// <summary>The same for a service's own method: what it throws, with the seconds after which asking again may help. Writes the log line.</summary>
    public static RpcException Exception(HttpContext context, Refusal refusal, string detail, TimeSpan? retryAfter = null)
    {
        Log(context, refusal);
        var trailers = new Metadata { { Trailer, Message(refusal, detail) } };
        if (retryAfter is { } pause) trailers.Add(RetryTrailer, Seconds(pause));
        return new RpcException(new Grpc.Core.Status(refusal.Grpc, Worded(refusal, detail)), trailers);
    }

    /// <summary>A pause in the words of <c>Retry-After</c>: whole seconds, at least 1.</summary>
    public static string Seconds(TimeSpan pause) => ((long)Math.Max(1, Math.Ceiling(pause.TotalSeconds))).ToString(CultureInfo.InvariantCulture);

    /// <summary>Answers that there is no place now, and when to ask again.</summary>
    public static Task RefuseBusy(this HttpContext context, string detail)
    {
        context.Response.OnStarting(static response =>
        {
            ((HttpResponse)response).Headers.RetryAfter = "1";
            return Task.CompletedTask;
        }, context.Response);
        return context.Refuse(Refusal.Busy, detail);
    }

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    // "Trailers-Only": the status stands in the one header frame (gRPC over HTTP/2).
    private static Task RefuseGrpc(HttpContext context, Refusal refusal, string detail)
    {
        Log(context, refusal);
        var headers = context.Response.Headers;
        headers.ContentType = "application/grpc";
        headers["grpc-status"] = ((int)refusal.Grpc).ToString();
        headers["grpc-message"] = Uri.EscapeDataString(Worded(refusal, detail));
        headers[Trailer] = Convert.ToBase64String(Message(refusal, detail));
        return context.Response.CompleteAsync();
    }

    private static void Log(HttpContext context, Refusal refusal)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Federation.Refusal");
        var service = RegionService.All.FirstOrDefault(service => service.Owns(context.Request.Path.Value))?.Name
            ?? (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        RefusalLog.Refused(logger, refusal.Problem.Code, (int)refusal.Grpc, "gRPC", service, context.ClientPin()?[..12] ?? "-", context.TraceIdentifier);
    }

    private static string Worded(Refusal refusal, string detail) => $"{refusal.Problem.Code}: {detail}";

    private static byte[] Message(Refusal refusal, string detail) =>
        new TrustList.Protocol.Refusal { Code = refusal.Problem.Code, Detail = detail }.ToByteArray();
}
