using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Federation.Hosting.Limits;
using Federation.Hosting.Options;
using Federation.Hosting.Problems;
using Federation.Hosting.Telemetry;
using Federation.Hosting.Tls;
using Federation.Leading;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Api.Description;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Counter;
using RegionNode.Issuer.Disputes;
using RegionNode.Issuer.Health;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Identity;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Notices;
using RegionNode.Issuer.Operators;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Registry.Feed;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using RegionNode.Issuer.Watching;
using RegionNode.Issuer.Witnessing;

namespace RegionNode.Issuer;

/// <summary>What each room adds to the host.</summary>
internal static class IssuerHost
{
    private const int WaitingRequests = 64;

    internal static WebApplicationBuilder AddIssuer(this WebApplicationBuilder builder, IssuerDatabase? opened = null)
    {
        var options = builder.Configuration.ReadOptions<NodeOptions>(NodeOptions.Section);
        var testKeys = builder.Configuration.GetValue(KeyFiles.TestSetting, defaultValue: false);
        var keys = NodeKeys.Open(options.DataDir, testKeys);
        builder.AddListener(options, keys);
        builder.AddFederationTelemetry($"issuer/{options.Code}");
        builder.AddTlsKey(keys.Tls);
        var peers = new NodePeers(options);
        builder.Services
            .AddValidatedOptions<NodeOptions>(NodeOptions.Section)
            .AddSingleton(keys).AddSingleton(peers).AddSingleton(peers.Hub).AddSingleton(peers.Gateway)
            .AddHostedService<SelfTest>()
            .AddStorage(new DatabasePlace(options.DataDir, testKeys, options.Database, options.DatabasePasswordFile) { JournalDir = options.JournalDir }, opened)
            .AddApi()
            .AddCallers(builder.Configuration.ReadOptions<CallLimitOptions>(CallLimitOptions.Section))
            .AddRegistry(options)
            .AddIdentity(options, testKeys)
            .AddOffice(options)
            .AddStatus()
            .AddHolders()
            .AddLife()
            .AddSubmission()
            .AddNeighbours(options)
            .AddMoving()
            .AddWitnessing()
            .AddAudit()
            .AddDisputes()
            .AddWatching();
        return builder;
    }

    internal static WebApplication MapIssuer(this WebApplication app)
    {
        app.UseFederationProblems();
        app.UseForwardedCaller();
        app.UseNoCompressedMessages();
        app.UseStoreFaultAnswers();
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<CallerGate>().GuardAsync);
        app.UseRateLimiter();
        app.Use(StorableText.GuardQueryAsync);
        app.Use(app.Services.GetRequiredService<IdempotentRequests>().GuardAsync);
        app.MapRegistry();
        app.MapImports();
        app.MapFeed();
        app.MapLicences();
        app.MapApplicants();
        app.MapReviews();
        app.MapCounter();
        app.MapNotices();
        app.MapHolders();
        app.MapLife();
        app.MapOperators();
        app.MapWitnessing();
        app.MapAudit();
        app.MapMoving();
        app.MapDisputes();
        app.MapGrpcService<LiveStatusService>().For(Caller.OwnGateway);
        app.MapGrpcService<TransfersService>().For(Caller.OwnGateway);
        app.MapGrpcService<DisputesService>().For(Caller.OwnGateway);
        app.MapOpenApi("/openapi/{documentName}.json").For(Caller.Anyone);
        app.MapOpenHealth();
        return app;
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, DatabasePlace place, IssuerDatabase? opened)
    {
        // The store's calls wait for the database: requests that wait must not keep others from being read.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, WaitingRequests), completions);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services
            .AddSingleton<WriteStanding>()
            .AddSingleton<IDurableStore>(provider => new WatchedStore(opened ?? IssuerDatabase.Open(place), provider.GetRequiredService<WriteStanding>(), provider.GetRequiredService<IssuerMeter>()));
    }

    private static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolver = json.SerializerOptions.TypeInfoResolver!.WithAddedModifier(StorableText.Guard);
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.MaxDepth = 16;
            json.SerializerOptions.AllowOutOfOrderMetadataProperties = true; // The kind of an event may stand anywhere in it.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        });
        services.AddSingleton<IdempotentRequests>();
        services.AddOpenApi("v1", description => description.AddOperationTransformer<DescribedOperation>().AddDocumentTransformer<DescribedDocument>());
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = 16 * 1024);
        return services;
    }

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
        .AddSingleton<IssueDesk>()
        .AddSingleton<KeyDoor>()
        .AddSingleton<HolderDoor>()
        .AddSingleton<CollectionDesk>()
        .AddSingleton<RefreshDesk>()
        .AddSingleton<AssertionDesk>()
        .AddSingleton<CompactDesk>()
        .AddSingleton<IssuanceBatches>()
        .AddSingleton<LoggedPlaces>()
        .AddSingleton<ProofDesk>()
        .AddHostedService<BatchPublisher>();

    private static IServiceCollection AddLife(this IServiceCollection services) => services
        .AddSingleton<LifeDesk>()
        .AddSingleton<DateSweep>()
        .AddHostedService<DateSweeper>();

    private static IServiceCollection AddSubmission(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<RegionHealth>("region").AddCheck<OutboxHealth>("outbox").AddCheck<LifeHealth>("life").AddCheck<ChainHealth>("chains").AddCheck<FeedHealth>("feed").AddCheck<DatesHealth>("dates").AddCheck<MovingHealth>("moving");
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
            .AddSingleton<IPublishedPins, PublishedIssuerPins>()
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
