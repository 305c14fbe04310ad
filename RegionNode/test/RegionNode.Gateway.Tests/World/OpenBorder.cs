namespace RegionNode.Gateway.Tests.World;

/// <summary>One <see cref="Border"/> for all tests of a class that leave it as it was.</summary>
public sealed class OpenBorder : IAsyncLifetime
{
    internal Border Border { get; private set; } = null!;

    public async Task InitializeAsync() => Border = await Border.Open();

    public async Task DisposeAsync() => await Border.DisposeAsync();
}
