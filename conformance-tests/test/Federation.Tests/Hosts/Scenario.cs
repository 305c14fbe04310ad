namespace Federation.Tests.Hosts;

/// <summary>Something that happens to the network or to clocks, and what must come of it.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Expected">What must come of it: asserted.</param>
/// <param name="PlayAsync">Plays it; gives what was measured. Whatever it breaks is mended after it.</param>
internal sealed record Scenario(string Name, string Expected, Func<HostsWorld, Task<string>> PlayAsync);
