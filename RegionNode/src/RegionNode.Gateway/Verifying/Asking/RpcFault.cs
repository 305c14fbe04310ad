using System.Security.Authentication;
using Grpc.Core;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>Reads from a failed call what it proves about the question: whether it was sent, and who said no.</summary>
internal static class RpcFault
{
    /// <summary>The attempt that failed so.</summary>
    public static Attempt Attempt(RpcException failure)
    {
        var cause = failure.Status.DebugException;
        if (cause?.GetBaseException() is ForbiddenAddressException) return None(AttemptEnd.Failed, "ForbiddenAddress", Degraded.HomeUnavailable);
        if (cause?.GetBaseException() is AuthenticationException) return None(AttemptEnd.Failed, "WrongKey", Degraded.HomeUnavailable);
        if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError })
            return None(AttemptEnd.NotSent, Word(failure), Degraded.HomeUnavailable);
        if (cause is not null) return None(AttemptEnd.Failed, Word(failure), Degraded.HomeUnavailable);
        return failure.StatusCode switch
        {
            StatusCode.Unavailable => None(AttemptEnd.Unavailable, Word(failure), Degraded.HomeUnavailable),
            StatusCode.DeadlineExceeded => None(AttemptEnd.Failed, Word(failure), Degraded.HomeSlow),
            StatusCode.Cancelled => None(AttemptEnd.Failed, "NotGrpc", Degraded.HomeUnavailable), // A status that nobody sent: the answer was no gRPC.
            StatusCode.Internal or StatusCode.Unknown or StatusCode.ResourceExhausted or StatusCode.Aborted or StatusCode.DataLoss =>
                None(AttemptEnd.Failed, Word(failure), Degraded.HomeUnavailable),
            _ => None(AttemptEnd.Refused, Word(failure), Degraded.HomeAnswerRefused),
        };
    }

    private static Attempt None(AttemptEnd end, string fault, Degraded degraded) => new(end, LiveReply.None(fault, degraded));

    private static string Word(RpcException failure) => failure.StatusCode.ToString();
}
