using System.Globalization;
using Federation.Hosting.Tls;
using Grpc.AspNetCore.Server;

namespace TrustHub.Admission;

/// <summary>
/// Gives messages that never reach the service the same refusal as others. gRPC itself answers a message that it
/// cannot read with Unknown, and one that is too large with ResourceExhausted, both without a code; our own failures
/// end as Unavailable (<see cref="FailureInterceptor"/>), so that Unknown means an unreadable message.
/// </summary>
public static class UnreadableMessages
{
    /// <summary>Puts the refusal into the answer, which has not left yet: it consists of headers alone.</summary>
    public static IApplicationBuilder UseUnreadableMessageRefusals(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } method || context.Response.HasStarted)
            return;
        var headers = context.Response.Headers;
        if (headers.ContainsKey(RefusalTrailer.Name) || Unreadable(headers["grpc-status"].ToString()) is not { } refused)
            return;
        headers["grpc-status"] = ((int)RefusalStatus.Of(refused.Fault)).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = $"{refused.Fault}: {refused.Detail}";
        headers[RefusalTrailer.Name] = Convert.ToBase64String(RefusalTrailer.Message(refused));
        context.RequestServices.GetRequiredService<RefusalBook>()
            .Write(refused, "", context.ClientPin()!, method.Method.FullName, context.TraceIdentifier);
    });

    private static Refused? Unreadable(string status) => status switch
    {
        "2" => new Refused(AdmissionFault.Malformed, "the message cannot be read"),
        "8" => new Refused(AdmissionFault.TooLarge, $"the message is larger than {AdmissionEndpoints.MaxMessageBytes} bytes"),
        _ => null,
    };
}
