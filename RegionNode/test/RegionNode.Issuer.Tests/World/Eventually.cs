namespace RegionNode.Issuer.Tests.World;

/// <summary>Waits for what must come about; fails loudly when it does not in time.</summary>
internal static class Eventually
{
    internal static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    internal static async Task TrueAsync(Func<Task<bool>> condition, string what, Func<string>? said = null)
    {
        using var patience = new CancellationTokenSource(TestRegion.Patience);
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"did not come about: {what}\n{said?.Invoke()}");
            await Task.Delay(25);
        }
    }
}
