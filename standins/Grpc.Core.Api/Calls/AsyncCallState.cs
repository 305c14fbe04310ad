namespace Grpc.Core;

/// <summary>The four questions every call answers, asked with the state object that the transport gave.</summary>
internal sealed record AsyncCallState(
    object State,
    Func<object, Task<Metadata>> ResponseHeaders,
    Func<object, Status> Status,
    Func<object, Metadata> Trailers,
    Action<object> DisposeCall)
{
    internal static AsyncCallState Of(
        Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose) =>
        new(responseHeaders, _ => responseHeaders, _ => status(), _ => trailers(), _ => dispose());

    internal Task<Metadata> ResponseHeadersAsync => ResponseHeaders(State);

    internal Status GetStatus() => Status(State);

    internal Metadata GetTrailers() => Trailers(State);

    internal void Dispose() => DisposeCall(State);
}
