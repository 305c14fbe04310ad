using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Whose list a licence names: only its own region's decides.</summary>
internal static class StatusReferenceCases
{
    private const string Own = "status/reference/own-list-beside-another";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Own, "A licence names its own region's list; another region's is at hand too", foreign: false),
        Case("status/reference/another-regions-list-at-hand", "A licence names another region's list, which is at hand and calls the entry valid", foreign: true),
    ];

    private static ConformanceCase Case(string id, string title, bool foreign) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 7.5", "SPEC 8.2", "SPEC 5.5"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = foreign ? Own : null,
        Play = async run =>
        {
            var scene = new Scene();
            var other = scene.Acceptor.Node!.StatusBase + "0";
            if (foreign)
                scene.Issue = scene.Issue with { StatusUri = other };
            var shown = scene.Present();
            var at = scene.StatusAt!.Value;
            var repository = await StatusPlay.TrustAsync(
                run, scene, (scene.StatusUri, scene.List()!), (other, scene.Acceptor.StatusList(other, 1, at, (Scene.StatusIndex, StatusValue.Valid))));
            var expected = foreign ? Expectation.Rejected("StatusReferenceForeign")
                : Expectation.Accepted(Evidence.Of(shown, repository.Versions, scene.StatusUri, Scene.StatusIndex, StatusValue.Valid));
            await run.AskAsync(ScenePlay.Question(scene, scene.Ask(shown), withTrustList: true), expected, CaseRun.ShortPatience);
        },
    };
}
