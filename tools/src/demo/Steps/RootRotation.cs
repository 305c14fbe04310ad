using Demo.Telling;
using Demo.World;
using TrustList.Format.Metadata;

namespace Demo.Steps;

/// <summary>People leave, others come; who slept meanwhile follows from key to key.</summary>
public sealed class RootRotation(Country country)
{
    private const int Slept = 20;
    private static readonly Dictionary<string, byte[]> None = new(StringComparer.Ordinal);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("root-rotation", "National operators", "replace two of the five root operators, then sign root again and again; a handheld that slept through it all catches up", Rotate),
    ];

    private async Task<StepEnd> Rotate(CancellationToken cancel)
    {
        var sleeper = new Handheld(country.Workspace, country.Clock, "sleeper");
        var (synced, before) = await sleeper.Sync(country.Hub.PublicUrl, country.Hub.TrustAnchor, cancel);
        var from = Root(before);
        await country.Hub.Submit(RoleNames.Root, country.Nation!.ReplaceTwoRootOperators(country.Clock.Now), None, cancel);
        for (var version = 2; version <= Slept; version++)
            await country.Hub.Submit(RoleNames.Root, country.Nation.SignRoot(country.Clock.Now), None, cancel);
        await Wait.Until("the hub publishes the newest root", () => Task.FromResult(country.Hub.Serves(ConsistentNames.Metadata(RoleNames.Root, country.Nation.RootVersion))), cancel);
        var (code, after) = await sleeper.Sync(country.Hub.PublicUrl, anchor: null, cancel);
        return new StepEnd(
            synced == 0 && code == 0 && Root(after) == country.Nation.RootVersion && Root(after) - from == Slept, "Synced",
            Note: $"From root {from} to root {Root(after)}, each signed by the thresholds of the one before and of itself; two of five operators are new.");
    }

    private static long? Root(System.Text.Json.Nodes.JsonNode answer) => answer["trustList"]?["root"]?.GetValue<long>();
}
