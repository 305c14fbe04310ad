using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Roots that come to demand SM2 signatures beside the others, and one that no longer does (<c>x-suites</c>).</summary>
internal static class TufSuiteCases
{
    private const string Demanded = "tuf/honest/two-suites", Given = "tuf/honest/two-suites-no-more";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Demanded, null, "The second root names SM2 keys, the third demands them, for root and for targets", list => Demand(list)),
        Case("tuf/suites/root-without-sm2", Demanded, "The same, but the root that demands them lacks their signatures", list => Demand(list, list.RootKeys[..3])),
        Case("tuf/suites/root-of-sm2-beside-two", Demanded, "The same, but all of SM2 and two of the three others signed it", list => Demand(list, [.. list.RootKeys[..2], .. list.RootSm2Keys])),
        Case("tuf/suites/root-of-sm2-alone", Demanded, "The same, but only those of SM2 signed it", list => Demand(list, list.RootSm2Keys)),
        Case("tuf/suites/root-with-one-of-two-sm2", Demanded, "The same, but one of the two of SM2 that it demands signed it", list => Demand(list, [.. list.RootKeys[..3], list.RootSm2Keys[0]])),
        Case("tuf/suites/targets-without-sm2", Demanded, "The same, but targets lack the signatures of SM2", list => SignTargets(list, list.TargetsKeys[..2])),
        Case("tuf/suites/targets-of-sm2-alone", Demanded, "The same, but only those of SM2 signed targets", list => SignTargets(list, list.TargetsSm2Keys)),
        Case(Given, null, "A fourth root demands SM2 no more, and both suites signed it", list => GiveUp(list, [.. list.RootKeys[..3], .. list.RootSm2Keys])),
        Case("tuf/suites/demand-dropped-by-one-suite", Given, "The same, but only keys of the other suite signed it", list => GiveUp(list, list.RootKeys[..3])),
    ];

    private static ConformanceCase Case(string id, string? twin, string title, Action<SimulatedRepository> build) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.4", "SPEC 4.6"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences, Feature.Sm2],
        Twin = twin,
        Play = run =>
        {
            var scene = new Scene();
            var repository = scene.Published();
            Name(repository);
            build(repository);
            return SignedText.SyncAsync(run, scene, repository, twin is null ? [] : ["Forged"]);
        },
    };

    private static void Demand(SimulatedRepository list) => Demand(list, [.. list.RootKeys[..3], .. list.RootSm2Keys]);

    private static void Demand(SimulatedRepository list, ImmutableArray<ISigner> signers) => list.PublishRoot(list.NewRoot(3), signers.AsSpan());

    private static void SignTargets(SimulatedRepository list, ImmutableArray<ISigner> signers)
    {
        list.SignWith = (role, others) => role == RoleNames.Targets ? signers : others;
        list.Publish();
        Demand(list);
    }

    private static void GiveUp(SimulatedRepository list, ImmutableArray<ISigner> signers)
    {
        Demand(list);
        list.Suites = list.Suites.Clear();
        list.PublishRoot(list.NewRoot(4), signers.AsSpan());
    }

    // Root 2 names the keys of SM2, and targets carry both suites: then root 3 can demand them.
    private static void Name(SimulatedRepository list)
    {
        (list.RootSm2Keys, list.TargetsSm2Keys) = ([Sm2(), Sm2()], [Sm2(), Sm2()]);
        list.RotateRoot();
        list.Publish();
        list.Suites = list.Suites.Add(SignatureAlgorithm.ES256, 2).Add(SignatureAlgorithm.SM2, 2);
    }

    private static ISigner Sm2() => TestKeys.Create(SignatureAlgorithm.SM2);
}
