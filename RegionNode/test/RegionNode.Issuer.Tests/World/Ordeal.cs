using System.Globalization;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.World;

/// <summary>How many kills a test does, and the chance by which it chooses them. FEDERATION_KILLS sets how many (./soak office), FEDERATION_SEED repeats a run's choices.</summary>
internal sealed record Ordeal(int Kills, SeededGenerator Random)
{
    internal static Ordeal Of(int usualKills) => new(
        Setting("FEDERATION_KILLS") is { } kills ? int.Parse(kills, CultureInfo.InvariantCulture) : usualKills,
        new SeededGenerator(Setting("FEDERATION_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : (ulong)Environment.TickCount64));

    /// <summary>For the test's output and its failures.</summary>
    public override string ToString() => $"seed {Random.Seed}, {Kills} kills";

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
