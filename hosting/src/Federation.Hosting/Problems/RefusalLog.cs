using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Problems;

/// <summary>The one log line of a refusal; gRPC services write the same. No field may hold personal data.</summary>
public static partial class RefusalLog
{
    /// <summary>A request was refused.</summary>
    /// <param name="logger">Where to.</param>
    /// <param name="code">The closed code.</param>
    /// <param name="status">HTTP or gRPC status number.</param>
    /// <param name="method">HTTP method, or "gRPC".</param>
    /// <param name="route">The route's pattern or the gRPC method's name, never the path asked for.</param>
    /// <param name="caller">The first digits of the caller's pin, or "-".</param>
    /// <param name="request">The request's id, as the caller was told.</param>
    [LoggerMessage(1, LogLevel.Warning, "refused {Code} {Status} {Method} {Route} caller={Caller} request={Request}")]
    public static partial void Refused(ILogger logger, string code, int status, string method, string route, string caller, string request);

    [LoggerMessage(2, LogLevel.Error, "failed {Type} request={Request} at {Stack}")]
    internal static partial void Failed(ILogger logger, string type, string request, string stack);
}
