using System.Collections.Immutable;
using Conformance.Cases;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Who takes whose licences, from when and for what.</summary>
internal static class RecognitionCases
{
    private const string Area = "recognition/agreements/", Honest = Area + "names-both";
    private static readonly DateTimeOffset Now = Scene.Shown;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Dates().Concat(Parties()).Concat(Purposes()).Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> Dates()
    {
        yield return Good("names-both", "An agreement that names both regions", One);
        yield return Good("from-this-instant", "At effectiveFrom", given => given with { EffectiveFrom = Now });
        yield return Bad("from-the-next-second", "A second before effectiveFrom", given => given with { EffectiveFrom = Now.AddSeconds(1) });
        yield return Good("until-the-next-second", "A second before effectiveUntil", given => given with { EffectiveUntil = Now.AddSeconds(1) });
        yield return Bad("until-this-instant", "At effectiveUntil", given => given with { EffectiveUntil = Now });
        yield return Bad("suspended", "A suspended agreement", given => With(given, (AgreementState.Suspended, -5)));
        yield return Bad("suspended-from-this-instant", "An agreement that is suspended from now on", given => With(given, (AgreementState.Suspended, 0)));
        yield return Good("suspended-tomorrow", "An agreement that will be suspended", given => With(given, (AgreementState.Suspended, 1)));
        yield return Good("in-force-again", "An agreement that was suspended", given => With(given, (AgreementState.Suspended, -5), (AgreementState.InForce, -1)));
        yield return Bad("in-force-again-tomorrow", "An agreement that is suspended until tomorrow", given => With(given, (AgreementState.Suspended, -5), (AgreementState.InForce, 1)));
        yield return Bad("ended", "An agreement that was ended before its time", given => With(given, (AgreementState.Ended, -1)));
        yield return Good("the-second-of-two", "A suspended agreement before one in force", given => given, more: given => [With(given, (AgreementState.Suspended, -5)), given with { Id = "second" }]);
        yield return Bad("none", "No agreement", given => given, more: _ => []);
    }

    private static IEnumerable<SceneCase> Parties()
    {
        yield return Good("one-way", "The licence's region issues, the other accepts", given => given with { Issuers = ["310000"], Acceptors = ["320000"] });
        yield return Bad("the-other-way", "The other region issues, the licence's accepts", given => given with { Issuers = ["320000"], Acceptors = ["310000"] });
        yield return Bad("issuers-alone", "Both issue, another accepts", given => given with { Acceptors = ["330000"] });
        yield return Bad("of-other-regions", "An agreement of others", given => given with { Issuers = ["330000", "340000"], Acceptors = ["330000", "340000"] });
        yield return Good("everybody-s", "Everybody's licences everywhere", given => given with { Issuers = ["*"], Acceptors = ["*"] });
        yield return Good("everywhere", "This region's licences everywhere", given => given with { Issuers = ["310000"], Acceptors = ["*"] });
        yield return Bad("everybody-s-elsewhere", "Everybody's licences elsewhere", given => given with { Issuers = ["*"], Acceptors = ["330000"] });
        yield return Good("a-city-under-its-province", "A city accepts where its province does", given => given with { Acceptors = ["320000"] }, more: null, City);
        yield return Good("a-city-by-itself", "A city accepts by itself", given => given with { Acceptors = ["320500"] }, more: null, City);
        yield return Bad("another-city", "Another city of the province accepts", given => given with { Acceptors = ["320100"] }, more: null, City);
        yield return Bad("a-province-under-its-city", "A province does not accept where its city does", given => given with { Acceptors = ["320500"] });
        yield return Bad("another-document-type", "An agreement about other documents", given => given with { DocTypes = ["cn.test.vehicle.1"] });
        yield return Good("several-document-types", "An agreement about several documents", given => given with { DocTypes = ["cn.test.vehicle.1", MdocNames.DocType] });
        yield return Good("of-some-classes", "An agreement about some classes, where none is asked for", given => given with { Classes = ["C1", "C2"] });
        yield return Good("own-region", "A region takes its own licences without an agreement", given => given, more: _ => [], scene => scene.Question = request => request with { Acceptor = scene.Home.Code });
        foreach (var state in new[] { RegionState.Suspended, RegionState.Withdrawn })
            yield return Bad($"acceptor-{(state == RegionState.Suspended ? "suspended" : "withdrawn")}", $"The accepting region is {state}", One, more: null, scene => scene.Acceptor.Record = scene.Acceptor.Record with
            {
                History = [.. scene.Acceptor.Record.History, new(state, Now.AddDays(-1), "By the test")],
            }) with { Refusal = ["NotRecognised", "AcceptorUnknown"] };
    }

    private static IEnumerable<SceneCase> Purposes()
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            var word = $"{purpose}".ToLowerInvariant();
            yield return Good($"for-{word}-alone", $"An agreement about {purpose} alone", given => given with { Purposes = [purpose] }, more: null, scene => Ask(scene, purpose));
            yield return Bad($"for-all-but-{word}", $"An agreement about everything but {purpose}", given => given with { Purposes = [.. Enum.GetValues<Purpose>().Where(other => other != purpose)] }, more: null, scene => Ask(scene, purpose))
                with
            { Twin = $"{Area}for-{word}-alone" };
        }
    }

    /// <summary>Asks for a purpose, for which everything may be passed on.</summary>
    internal static void Ask(Scene scene, Purpose purpose)
    {
        scene.Policy = scene.Policy with { Disclosure = scene.Policy.Disclosure.SetItem(purpose, scene.Policy.Disclosure[Purpose.Roadside]) };
        scene.Question = request => request with { Purpose = purpose };
    }

    private static Agreement One(Agreement given) => given;

    private static Agreement With(Agreement given, params (AgreementState State, int Days)[] history) =>
        given with { History = [.. history.Select(step => new StateChange<AgreementState>(step.State, Now.AddDays(step.Days), "By the test"))] };

    private static SceneCase Good(string name, string title, Func<Agreement, Agreement> change, Func<Agreement, ImmutableArray<Agreement>>? more = null, Action<Scene>? besides = null) =>
        new(Area + name, title, "5.4", scene => Change(scene, change, more, besides));

    private static SceneCase Bad(string name, string title, Func<Agreement, Agreement> change, Func<Agreement, ImmutableArray<Agreement>>? more = null, Action<Scene>? besides = null) =>
        new(Area + name, title, "5.4", scene => Change(scene, change, more, besides), "NotRecognised") { Twin = besides == City ? Area + "a-city-by-itself" : Honest };

    private static void Change(Scene scene, Func<Agreement, Agreement> change, Func<Agreement, ImmutableArray<Agreement>>? more, Action<Scene>? besides)
    {
        var agreement = change(SamplePolicies.Between("test", "测试", "Test", "2020-01-01T00:00:00Z", ["310000", "320000"], null));
        scene.Policy = scene.Policy with { Agreements = more?.Invoke(agreement) ?? [agreement] };
        besides?.Invoke(scene);
    }

    private static void City(Scene scene)
    {
        scene.Acceptor.Record = scene.Acceptor.Record with { Territory = scene.Acceptor.Record.Territory with { Except = ["3205"] } };
        var city = RegionSimulator.Create("320500", "CN-JS", Scene.Admitted, new Uri("https://hub.test/"));
        scene.Repository = repository => repository.Regions.Add(city);
        scene.Question = request => request with { Acceptor = city.Code };
    }
}
