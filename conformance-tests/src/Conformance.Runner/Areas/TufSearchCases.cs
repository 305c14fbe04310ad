using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;

namespace Conformance.Areas;

/// <summary>The search for a path through several delegations: their order, roles below roles, cycles, and a role that two delegate to.</summary>
internal static class TufSearchCases
{
    private const string Last = "tuf/honest/second-delegation", Nested = "tuf/honest/delegation-of-a-delegation", Deep = "tuf/honest/twelve-delegations-deep", Cycle = "tuf/honest/delegation-cycle", Self = "tuf/honest/delegation-to-itself", Doubled = "tuf/honest/delegated-to-by-two";
    private const string Mine = "extra/file", Another = "extra/another", Other = "other/file";
    private const int Levels = 12;
    private static readonly string[] NotFound = ["NotListed", "Incomplete"];
    private static readonly TufArea Area = new("SPEC 4.5", "SPEC 4.6", "TUF 5.6.7");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Order(), .. Below(), .. Cycles(), .. Two()];

    private static IEnumerable<ConformanceCase> Order()
    {
        yield return Area.Resolved(Last, null, "A file that only the second of two delegations lists", Mine, world => TwoRoles(world, terminating: false));
        yield return Area.Resolved("tuf/delegation/terminating", Last, "The same, but the first delegation ends the search", Mine, world => TwoRoles(world, terminating: true), NotFound);
        yield return Area.Resolved("tuf/delegation/first-not-served", Last, "The same, but the hub does not serve the first role: the second does not decide instead", Mine, world =>
        {
            TwoRoles(world, terminating: false);
            world.Withhold("extra");
        }, "NotServed");
        yield return Area.Resolved("tuf/delegation/first-by-a-stranger", Last, "The same, but a stranger signed the first role: the second does not decide instead", Mine, world =>
        {
            TwoRoles(world, terminating: false);
            world.Sign("extra", TufWorld.NewKey());
        }, "BelowThreshold");
    }

    private static IEnumerable<ConformanceCase> Below()
    {
        yield return Area.Resolved(Nested, null, "A file that a role below a delegated role lists", Mine, world => Chain(world, 2));
        yield return Area.Resolved("tuf/delegation/below-signed-by-the-role-above-its-delegator", Nested, "The same, but targets' keys signed it in place of those that its delegator names", Mine, world =>
        {
            Chain(world, 2);
            world.Sign("level-2", world.Targets);
        }, "BelowThreshold");
        yield return Area.Resolved("tuf/delegation/below-signed-by-its-delegator", Nested, "The same, but its delegator's key signed it", Mine, world =>
        {
            Chain(world, 2);
            world.Sign("level-2", world.Roles.KeysOf("level-1"));
        }, "BelowThreshold");
        yield return Area.Resolved("tuf/delegation/below-and-not-covered-above", Nested, "A file for which the lower role may speak and the upper may not", Other,
            world => Chain(world, 2, level => level == 2 ? "other/*" : "extra/*", Other), NotFound);
        yield return Area.Resolved(Deep, null, "A file that is listed twelve roles below targets", Mine, world => Chain(world, Levels));
        yield return Area.Resolved("tuf/delegation/deep-and-not-covered-half-way", Deep, "The same, but one of the twelve may speak for other paths alone", Mine,
            world => Chain(world, Levels, level => level == 6 ? "other/*" : "extra/*"), NotFound);
        yield return Area.Resolved("tuf/delegation/deep-and-a-stranger-half-way", Deep, "The same, but a stranger signed one of the twelve", Mine, world =>
        {
            Chain(world, Levels);
            world.Sign("level-6", TufWorld.NewKey());
        }, "BelowThreshold");
    }

    private static IEnumerable<ConformanceCase> Cycles()
    {
        yield return Area.Resolved(Cycle, null, "Two roles that delegate to each other, and behind them a role that lists the file", Mine, world => Circle(world, Mine));
        yield return Area.Resolved("tuf/delegation/cycle", Cycle, "The same, but the last role lists another file: the search ends", Mine, world => Circle(world, Another), NotFound);
        yield return Area.Resolved(Self, null, "A role that delegates to itself, and behind it a role that lists the file", Mine, world => Itself(world, Mine));
        yield return Area.Resolved("tuf/delegation/to-itself", Self, "The same, but the last role lists another file: the search ends", Mine, world => Itself(world, Another), NotFound);
    }

    private static IEnumerable<ConformanceCase> Two()
    {
        yield return Area.Told(Doubled, null, "Two roles delegate to a third, each for one of its two files, with the same key", (run, world) => DoubledAsync(run, world, otherKey: false), Feature.Resolve);
        yield return Area.Told("tuf/delegation/of-the-second-delegator-by-another-key", Doubled, "The same, but the second names another key: what the first vouched for is not good for it",
            (run, world) => DoubledAsync(run, world, otherKey: true), Feature.Resolve);
    }

    private static void TwoRoles(TufWorld world, bool terminating)
    {
        var first = TufDelegations.Paths("extra/*");
        first["terminating"] = terminating;
        world.Roles.Delegate("extra", first, Another);
        world.Roles.Delegate("later", TufDelegations.Paths("extra/*"), Mine);
    }

    // level-1 below targets, level-2 below it, and so on; the last lists the file.
    private static void Chain(TufWorld world, int levels, Func<int, string>? pattern = null, string listed = Mine)
    {
        for (var level = 1; level <= levels; level++)
            world.Roles.Delegate(level == 1 ? RoleNames.Targets : $"level-{level - 1}", $"level-{level}", TufDelegations.Paths(pattern?.Invoke(level) ?? "extra/*"), level == levels ? [listed] : []);
    }

    private static void Circle(TufWorld world, string listed)
    {
        Chain(world, 2, listed: Another);
        world.Roles.Name("level-2", "level-1", TufDelegations.Paths("extra/*"), 1, world.Roles.KeysOf("level-1"));
        world.Roles.Delegate("later", TufDelegations.Paths("extra/*"), listed);
    }

    private static void Itself(TufWorld world, string listed)
    {
        Chain(world, 1, listed: Another);
        world.Roles.Name("level-1", "level-1", TufDelegations.Paths("extra/*"), 1, world.Roles.KeysOf("level-1"));
        world.Roles.Delegate("later", TufDelegations.Paths("extra/*"), listed);
    }

    private static async Task DoubledAsync(CaseRun run, TufWorld world, bool otherKey)
    {
        var key = TufWorld.NewKey();
        world.Roles.Delegate("first", TufDelegations.Paths("extra/*"));
        world.Roles.Delegate("second", TufDelegations.Paths("other/*"));
        world.Roles.Name("first", "shared", TufDelegations.Paths("extra/*"), 1, key);
        world.Roles.Publish("shared", Mine, Other);
        world.Roles.Name("second", "shared", TufDelegations.Paths("other/*"), 1, otherKey ? TufWorld.NewKey() : key);
        await world.InitAsync(run);
        await world.SyncAsync(run);
        await world.ResolveAsync(run, Mine);
        await world.ResolveAsync(run, Other, otherKey ? ["BelowThreshold"] : []);
    }
}
