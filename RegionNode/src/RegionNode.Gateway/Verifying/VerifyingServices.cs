using Federation.Hosting.Limits;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Verifying.Asking;
using RegionNode.Gateway.Verifying.Batches;
using RegionNode.Gateway.Verifying.Rpc;
using RegionNode.Gateway.Verifying.Shown;

namespace RegionNode.Gateway.Verifying;

/// <summary>Wires what decides presentations.</summary>
internal static class VerifyingServices
{
    /// <summary>The desk, the decision and the way to home regions.</summary>
    public static IServiceCollection AddVerifying(this IServiceCollection services)
    {
        services.AddGrpc(grpc => grpc.IgnoreUnknownServices = true)
            .AddServiceOptions<VerifierService>(verifier => verifier.MaxReceiveMessageSize = (int)BodyLimits.VerifyRequest);
        return services
            .AddAsking()
            .AddSingleton<CodeReplays>()
            .AddSingleton<Handover>()
            .AddSingleton<PresentationPlaces>()
            .AddSingleton<ReadingPlaces>()
            .AddSingleton<Decision>()
            .AddInstruments<VerifyMeter>()
            .AddSingleton<RefusedQuestions>()
            .AddSingleton<VerifyDesk>()
            .AddSingleton<BatchRooms>()
            .AddSingleton<PacedDesk>()
            .ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, VerifyBodyJson.Default);
                json.SerializerOptions.TypeInfoResolverChain.Insert(1, KeptJson.Default);
            });
    }

    /// <summary>Every way to ask.</summary>
    public static void MapVerifying(this IEndpointRouteBuilder routes)
    {
        routes.MapVerify();
        routes.MapVerifyBatch();
        routes.MapChallenges();
        routes.MapPresentations();
        routes.MapGrpcService<VerifierService>().WithBodyLimit(BatchLimits.Bytes);
    }
}
