using System.Collections.Immutable;
using Conformance.Cases;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>What a status and its age mean for a purpose, by policy.</summary>
internal static class PurposeRuleCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Rules().Concat(Ages()).Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> Rules()
    {
        foreach (var (value, reason) in new[] { (StatusValue.Restricted, "Restricted"), (StatusValue.Suspended, "Suspended"), (StatusValue.Superseded, "Superseded"), (StatusValue.Transferred, "Transferred") })
        {
            var word = reason.ToLowerInvariant();
            var twin = $"recognition/status-rules/{word}-warned";
            yield return new(twin, $"{value} is warned of at the roadside, as policy says, and refused elsewhere", "5.2", scene => Rule(scene, value, StatusDecision.Warned, StatusDecision.Refused, Purpose.Roadside));
            yield return new($"recognition/status-rules/{word}-accepted", $"{value} is accepted at the counter, as policy says, and refused elsewhere", "5.2", scene => Rule(scene, value, StatusDecision.Accepted, StatusDecision.Refused, Purpose.Counter));
            yield return new($"recognition/status-rules/{word}-refused", $"{value} is refused for a rental, as policy says, and accepted elsewhere", "5.2", scene => Rule(scene, value, StatusDecision.Refused, StatusDecision.Accepted, Purpose.Rental), reason) { Twin = twin, Severity = Severity.Critical };
        }
    }

    private static IEnumerable<SceneCase> Ages()
    {
        var tier = new FreshnessTier(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30));
        const string Area = "recognition/freshness/";
        yield return new(Area + "fresh", "A list as old as fresh allows", "5.2", scene => Age(scene, tier, tier.Fresh, Purpose.Rental));
        yield return new(Area + "aged", "A list older than fresh", "5.2", scene => Age(scene, tier, tier.Fresh + TimeSpan.FromSeconds(1), Purpose.Rental));
        yield return new(Area + "stale", "A list as old as refuse allows", "5.2", scene => Age(scene, tier, tier.Refuse, Purpose.Rental));
        yield return new(Area + "too-old", "A list one second older than refuse allows", "5.2", scene => Age(scene, tier, tier.Refuse + TimeSpan.FromSeconds(1), Purpose.Rental), "StatusTooOld") { Twin = Area + "stale" };
        yield return new(Area + "old-for-another-purpose", "A list too old for a rental, at the roadside", "5.2", scene => Age(scene, tier, TimeSpan.FromHours(2), Purpose.Roadside));
        yield return new(Area + "too-old-for-this-purpose", "A list too old for a rental, for a rental", "5.2", scene => Age(scene, tier, TimeSpan.FromHours(2), Purpose.Rental), "StatusTooOld") { Twin = Area + "old-for-another-purpose" };
        yield return new(Area + "revoked-and-too-old", "A list too old for the purpose that says revoked", "8.2", scene =>
        {
            Age(scene, tier, TimeSpan.FromHours(2), Purpose.Rental);
            scene.Status = StatusValue.Invalid;
        }, "StatusTooOld", "Revoked") { Twin = Area + "old-for-another-purpose" };
    }

    private static void Age(Scene scene, FreshnessTier tier, TimeSpan age, Purpose purpose)
    {
        scene.StatusAt = Scene.Shown - age;
        scene.Policy = scene.Policy with { Freshness = scene.Policy.Freshness.SetItem(Purpose.Rental, tier) };
        RecognitionCases.Ask(scene, purpose);
    }

    private static void Rule(Scene scene, StatusValue value, StatusDecision here, StatusDecision elsewhere, Purpose purpose)
    {
        scene.Status = value;
        scene.Policy = scene.Policy with
        {
            StatusRules = Enum.GetValues<Purpose>().ToImmutableDictionary(given => given, given => scene.Policy.StatusRules[given].SetItem(value, given == purpose ? here : elsewhere)),
        };
        RecognitionCases.Ask(scene, purpose);
    }
}
