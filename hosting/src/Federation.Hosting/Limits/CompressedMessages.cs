using Microsoft.AspNetCore.Builder;
using Microsoft.Net.Http.Headers;

namespace Federation.Hosting.Limits;

/// <summary>gRPC messages come as they are: the server measures one before it inflates it, and then inflates without end.</summary>
public static class CompressedMessages
{
    private const string Encoding = "grpc-encoding";
    private const string AsItIs = "identity";
    private const string Unimplemented = "12";

    /// <summary>Answers calls that announce compressed messages with Unimplemented, before any of them is read.</summary>
    public static IApplicationBuilder UseNoCompressedMessages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var encoding = context.Request.Headers[Encoding];
        if (encoding.Count == 0 || (encoding.Count == 1 && string.Equals(encoding[0], AsItIs, StringComparison.Ordinal))) return next(context);
        var headers = context.Response.Headers;
        headers[HeaderNames.ContentType] = "application/grpc";
        headers["grpc-status"] = Unimplemented;
        headers["grpc-message"] = "messages are not compressed here";
        headers["grpc-accept-encoding"] = AsItIs;
        return Task.CompletedTask;
    });
}
