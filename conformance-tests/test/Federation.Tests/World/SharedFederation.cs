using Federation.Ceremonies.RollOut;
using TrustList.Testing.Telemetry;

namespace Federation.Tests.World;

/// <summary>Shanghai and Jiangsu, started once for all tests that leave them running as they were; every program tells one collector.</summary>
public sealed class SharedFederation : IAsyncLifetime
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "shared federation";

    private LoopbackFederation? federation;
    private OtlpCollector? collector;

    /// <summary>The federation.</summary>
    public LoopbackFederation Federation => federation!;

    /// <summary>What every program exports.</summary>
    public OtlpCollector Collector => collector!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        collector = await OtlpCollector.StartAsync();
        federation = await LoopbackFederation.Start([$"--Telemetry:Otlp={collector.Url}", "--Telemetry:Seconds=1"], [Region.Shanghai, Region.Jiangsu]);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (federation is not null) await federation.DisposeAsync();
        if (collector is not null) await collector.DisposeAsync();
    }
}

/// <summary>The tests that share it run one after the other.</summary>
[CollectionDefinition(SharedFederation.Name)]
public sealed class SharedFederationGroup : ICollectionFixture<SharedFederation>;
