namespace RegionNode.Gateway.Tests.World;

/// <summary>One <see cref="Border"/> for all tests of a class that leave it as it was.</summary>
public sealed class OpenBorder : IAsyncLifetime
{
    internal Border Border { get; private set; } = null!;

    // A home region that does wrong in one test is asked in the next.
    public async Task InitializeAsync() => Border = await Border.Open(world => world.Settings.Add("--Asking:BreakerQuestions=100000"));

    public async Task DisposeAsync() => await Border.DisposeAsync();
}
