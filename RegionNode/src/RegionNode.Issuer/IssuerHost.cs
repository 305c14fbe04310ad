using System.Text.Json.Serialization;
using Federation.Hosting.Options;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Health;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Operators;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using RegionNode.Issuer.Witnessing;

namespace RegionNode.Issuer;

/// <summary>What each room adds to the host.</summary>
internal static class IssuerHost
{
    internal static WebApplicationBuilder AddIssuer(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadOptions<NodeOptions>(NodeOptions.Section);
        var keys = NodeKeys.Open(options.DataDir, builder.Configuration.GetValue("Rehearsal:KeysAreTest", defaultValue: false));
        builder.AddListener(options, keys);
        builder.Services
            .AddValidatedOptions<NodeOptions>(NodeOptions.Section)
            .AddSingleton(keys)
            .AddHostedService<SelfTest>()
            .AddSingleton<IDurableStore>(_ => IssuerDatabase.Open(options.DataDir))
            .AddApi()
            .AddRegistry()
            .AddStatus()
            .AddHolders()
            .AddSubmission()
            .AddWitnessing();
        return builder;
    }

    internal static WebApplication MapIssuer(this WebApplication app)
    {
        app.UseFederationProblems();
        app.UseRouting();
        var gate = ActivatorUtilities.CreateInstance<CallerGate>(app.Services);
        app.Use(gate.GuardAsync);
        app.MapRegistry();
        app.MapLicences();
        app.MapHolders();
        app.MapOperators();
        app.MapWitnessing();
        app.MapGrpcService<LiveStatusService>().For(Caller.OwnGateway);
        app.MapOpenApi("/openapi/{documentName}.json").For(Caller.Anyone);
        app.MapOpenHealth();
        return app;
    }

    private static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.MaxDepth = 16;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        services.AddOpenApi("v1");
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = 16 * 1024);
        return services;
    }

    private static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton<RegistryDesk>()
        .AddSingleton<ApplicationDesk>();

    private static IServiceCollection AddStatus(this IServiceCollection services) => services
        .AddSingleton<KnownNotices>()
        .AddSingleton<SigningKeys>()
        .AddSingleton<StatusSignal>()
        .AddSingleton<StatusLists>()
        .AddSingleton<StatusHeads>()
        .AddSingleton<StatusDesk>()
        .AddSingleton<LiveAnswers>()
        .AddHostedService<StatusPublisher>();

    private static IServiceCollection AddHolders(this IServiceCollection services) => services
        .AddSingleton<Nonces>()
        .AddSingleton<LicenceSigner>()
        .AddSingleton<CollectionDesk>()
        .AddSingleton<IssuanceBatches>()
        .AddSingleton<LoggedPlaces>()
        .AddSingleton<ProofDesk>()
        .AddHostedService<BatchPublisher>();

    private static IServiceCollection AddSubmission(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<RegionHealth>("region").AddCheck<OutboxHealth>("outbox").AddCheck<LifeHealth>("life").AddCheck<ChainHealth>("chains");
        return services
            .AddSingleton<Outbox>()
            .AddSingleton<HubContact>()
            .AddSingleton<HubChannel>()
            .AddSingleton<PublicHub>()
            .AddSingleton<ChainIds>()
            .AddSingleton<Chains>()
            .AddSingleton<LinkRenewal>()
            .AddSingleton<LaneSender>()
            .AddSingleton<IHubTransport, HubClient>()
            .AddSingleton<RegionIntake>()
            .AddSingleton<NodePublication>()
            .AddHostedService<RegionKeeper>()
            .AddHostedService<ChainKeeper>()
            .AddHostedService<OutboxSender>();
    }

    private static IServiceCollection AddWitnessing(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<WitnessHealth>("witness");
        return services
            .AddSingleton<EmergencyFolder>()
            .AddSingleton<LogClient>()
            .AddSingleton<WitnessStanding>()
            .AddSingleton<WitnessDesk>()
            .AddHostedService<WitnessPoller>();
    }
}
