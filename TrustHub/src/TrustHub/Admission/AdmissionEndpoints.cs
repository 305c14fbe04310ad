using Federation.Hosting.Limits;
using TrustHub.Leading;
using TrustHub.Log;
using TrustList.Format.Encoding;

namespace TrustHub.Admission;

/// <summary>Puts the admission service on the nodes' listener.</summary>
public static class AdmissionEndpoints
{
    /// <summary>The largest message: the metadata file and the target files of one role, and some room.</summary>
    public const int MaxMessageBytes = Limits.TargetsBytes + (2 * Limits.TargetFileBytes) + 65_536;

    /// <summary>Adds the room's services.</summary>
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<AdmissionLog>().AddSingleton<Desk>().AddSingleton<Intake>().AddSingleton<RefusalBook>();
        // Its log of a failed call quotes the exception; refusals and failures have their own line.
        services.AddLogging(logging => logging.AddFilter("Grpc.AspNetCore.Server", LogLevel.None));
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessageBytes;
            grpc.IgnoreUnknownServices = true; // Its catch-all route would hide 405 from the public interface.
            grpc.Interceptors.Add<FailureInterceptor>();
        });
    }

    /// <summary>Maps the service. gRPC measures its messages itself; a body is a message and its prefix.</summary>
    public static void MapAdmission(this IEndpointRouteBuilder routes) =>
        routes.MapGrpcService<AdmissionService>().WithBodyLimit(2L * MaxMessageBytes).RequireLeader();
}
