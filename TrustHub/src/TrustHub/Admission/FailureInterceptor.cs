using Grpc.Core;
using Grpc.Core.Interceptors;

namespace TrustHub.Admission;

/// <summary>
/// Turns a failure of ours (a full disk, a locked database) into Unavailable without its text: the caller keeps its
/// submission and asks again. Logged once, without the request.
/// </summary>
public sealed partial class FailureInterceptor(ILogger<FailureInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e) when (e is not RpcException and not OperationCanceledException)
        {
            Failed(logger, context.Method, e.GetType().Name, e.StackTrace ?? "-");
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "the hub failed; nothing is known of this submission, ask again"));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "failed {Method} {Type} at {Stack}")]
    private static partial void Failed(ILogger logger, string method, string type, string stack);
}
