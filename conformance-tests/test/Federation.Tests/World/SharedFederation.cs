using Federation.Ceremonies.RollOut;

namespace Federation.Tests.World;

/// <summary>Shanghai and Jiangsu, started once for all tests that leave them running as they were.</summary>
public sealed class SharedFederation : IAsyncLifetime
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "shared federation";

    private LoopbackFederation? federation;

    /// <summary>The federation.</summary>
    public LoopbackFederation Federation => federation!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => federation = await LoopbackFederation.Start(Region.Shanghai, Region.Jiangsu);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (federation is not null) await federation.DisposeAsync();
    }
}

/// <summary>The tests that share it run one after the other.</summary>
[CollectionDefinition(SharedFederation.Name)]
public sealed class SharedFederationGroup : ICollectionFixture<SharedFederation>;
