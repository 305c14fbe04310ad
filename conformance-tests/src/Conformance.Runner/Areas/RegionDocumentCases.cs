using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>
/// A second list in which one region's documents cannot be had: that region is left out, the one beside it stays in force. And lists
/// without registry or policy, which are none: the list before stays in force.
/// </summary>
internal static class RegionDocumentCases
{
    private const string Area = "region/documents/", AsBefore = Area + "as-before", NextList = Area + "next-list";
    private static readonly string[] LeftOut = ["RegionWithoutDocuments", "UnknownIssuer", "StatusListMissing"];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [Case(AsBefore, null, "A second list with both regions as they were", run => PlayAsync(run, null, (_, _) => { })), .. Faults(), .. Lists(), .. Taken()];

    /// <summary>Lets a region's role list no issuers.</summary>
    internal static Func<string, TargetsRole, TargetsRole> WithoutIssuers(string code) => Without(RoleNames.Region(code), IssuersDocument.PathOf(code));

    private static IEnumerable<ConformanceCase> Faults()
    {
        foreach (var (name, title, spoil) in new (string Name, string Title, Action<SimulatedRepository, RegionSimulator> Spoil)[]
        {
            ("not-listed", "lists no issuers.json", (list, region) => list.Spoil = WithoutIssuers(region.Code)),
            ("by-strangers", "is signed by strangers", (list, region) => list.SignWith = (role, signers) => role == RoleNames.Region(region.Code) ? [TufWorld.NewKey(), TufWorld.NewKey()] : signers),
            ("by-one-of-two", "is signed by one of the two operators needed", (list, region) => list.SignWith = (role, signers) => role == RoleNames.Region(region.Code) ? signers.Take(1) : signers),
            ("expired", "has expired", (list, region) => list.Spoil = (role, signed) => role == RoleNames.Region(region.Code) ? signed with { Expires = list.Now } : signed),
            ("of-another-region", "lists a document about a third region", (_, region) => region.Issuers = region.Issuers with { Region = "330000" }),
            ("listed-by-targets", "lists a document that targets list as well: who should not speak for it does", (list, region) => list.Spoil = (role, signed) => role == RoleNames.Targets ? AlsoListing(list, signed, IssuersDocument.PathOf(region.Code)) : signed),
        })
        {
            yield return Case(Area + name, AsBefore, $"A region's role {title}", run => PlayAsync(run, story => story.Scene.Home, spoil, LeftOut));
            yield return Case($"{Area}{name}-beside-a-good-one", null, $"The other region's role {title}; the good one stays in force", run => PlayAsync(run, story => story.Scene.Acceptor, spoil));
        }
    }

    private static IEnumerable<ConformanceCase> Lists()
    {
        yield return Case(NextList, null, "A second list with registry and policy", run => ListAsync(run, _ => { }));
        foreach (var (name, path) in new[] { ("registry", RegistryDocument.Path), ("policy", PolicyDocument.Path) })
        {
            yield return Case($"{Area}no-{name}", NextList, $"A second list without {name}.json", run => ListAsync(run, list => list.Spoil = Without(RoleNames.Targets, path), "Incomplete"));
            yield return Case($"{Area}{name}-not-served", NextList, $"A second list whose {name}.json is not served", run => ListAsync(run, list => list.Spoil = Elsewhere(path), "NotServed"));
        }
        yield return Case(Area + "iaca-of-two-regions", NextList, "A second list whose registry pins one authority for two regions", run => ListAsync(run, list => Second(list, record => record with
        {
            IacaThumbprints = [.. record.IacaThumbprints, .. list.Regions[0].Record.IacaThumbprints],
        }), "Incomplete"));
        yield return Case(Area + "territories-overlap", NextList, "A second list whose registry gives a part of one region's territory to another", run => ListAsync(run, list => Second(list, record => record with
        {
            Territory = record.Territory with { Prefixes = record.Territory.Prefixes.Add("3101") },
        }), "Incomplete"));
    }

    // What the hub would refuse and a client takes (SPEC.md §5.5).
    private static IEnumerable<ConformanceCase> Taken()
    {
        yield return Case(Area + "region-dropped-from-the-registry", null, "A second list whose registry names the region no more: whoever signs targets decides", run => PlayAsync(run, story => story.Scene.Home, (list, region) => list.Regions.Remove(region), "UnknownIssuer", "StatusListMissing"));
        yield return Case(Area + "agreement-dropped-from-policy", null, "A second list whose policy has no agreements any more: whoever signs targets decides", run => PlayAsync(run, story => story.Scene.Home, (list, _) => list.Policy = list.Policy with { Agreements = [] }, "NotRecognised"));
    }

    private static ConformanceCase Case(string id, string? twin, string title, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.7", "SPEC 5.8", "SPEC 5.1", "SPEC 5.5"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static async Task PlayAsync(CaseRun run, Func<Story, RegionSimulator>? whose, Action<SimulatedRepository, RegionSimulator> spoil, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run);
        await RegionSuccessionCases.FollowAsync(story, () => spoil(story.Repository, whose?.Invoke(story) ?? story.Scene.Home), reasons);
    }

    private static async Task ListAsync(CaseRun run, Action<SimulatedRepository> spoil, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run);
        var registry = story.Scene.Acceptor.Record;
        story.Publish(TimeSpan.FromHours(1), list =>
        {
            TransportFile.ChangePolicy(list);
            spoil(list);
        });
        await (reasons.Length > 0 ? story.NotSyncedAsync(reasons) : story.SyncedAsync());
        await story.AcceptedAsync();
        (story.Repository.Spoil, story.Scene.Acceptor.Record) = (null, registry);
        await RegionSuccessionCases.FollowAsync(story, () => { });
    }

    private static void Second(SimulatedRepository list, Func<RegionRecord, RegionRecord> change) => list.Regions[1].Record = change(list.Regions[1].Record);

    private static Func<string, TargetsRole, TargetsRole> Without(string speaker, string path) => (role, signed) =>
        role == speaker ? signed with { Targets = signed.Targets.Where(file => file.Key != path).ToDictionary() } : signed;

    // Under a hash that no file of the hub has.
    private static Func<string, TargetsRole, TargetsRole> Elsewhere(string path) => (role, signed) =>
        role == RoleNames.Targets ? signed with { Targets = signed.Targets.ToDictionary(file => file.Key, file => file.Key == path ? new TargetFile(file.Value.Length, new string('0', 64)) : file.Value) } : signed;

    private static TargetsRole AlsoListing(SimulatedRepository list, TargetsRole signed, string path)
    {
        var content = list.Target(path)!.Value;
        return signed with { Targets = signed.Targets.Append(new(path, new TargetFile(content.Length, TufDelegations.Hash(content.Span)))).ToDictionary() };
    }
}
