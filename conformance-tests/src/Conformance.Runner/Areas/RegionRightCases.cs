using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>What of a region's own document counts beside the registry and policy: each side can only narrow (SPEC.md §5.3).</summary>
internal static class RegionRightCases
{
    private const string Area = "region/right/";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Scenes().Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> Scenes()
    {
        yield return Bad("iaca-not-pinned", "The registry pins another authority for the region", scene => Pin(scene, [scene.Acceptor.Iaca[..^1]]), "UnknownIssuer", "SignerNotListed", "AnchorNotTrusted");
        yield return Bad("iaca-pinned-for-another-region", "The registry pins the region's authority for its neighbour alone", scene =>
        {
            Pin(scene, [scene.Acceptor.Iaca[..^1]]);
            scene.Acceptor.Record = scene.Acceptor.Record with { IacaThumbprints = [.. scene.Acceptor.Record.IacaThumbprints, TufDelegations.Hash(scene.Home.Iaca)] };
        }, "UnknownIssuer", "SignerNotListed", "AnchorNotTrusted");
        yield return Good("listed-by-its-neighbour-too", "Its neighbour lists the region's certificates too", Lend);
        yield return Bad("listed-by-its-neighbour-alone", "The same, but the region itself lists them no more", scene =>
        {
            Lend(scene);
            scene.Home.Issuers = scene.Home.Issuers with { Certificates = [] };
        }, "UnknownIssuer", "SignerNotListed", "AnchorNotTrusted") with { Twin = Area + "listed-by-its-neighbour-too" };
        yield return Good("signs-as-long-as-it-may", "The signer signs for as many days as the registry allows", scene => Days(scene, 90));
        yield return Bad("signs-for-too-long", "The signer signs for a day more than the registry allows", scene => Days(scene, 89), "SignerNotListed", "UnknownIssuer") with { Twin = Area + "signs-as-long-as-it-may" };
        yield return Good("two-document-types", "The registry lets the region issue another type too", scene => Types(scene, MdocNames.DocType, "cn.test.vehicle.1"));
        yield return Bad("another-document-type", "The registry lets the region issue another type alone", scene => Types(scene, "cn.test.vehicle.1"), "SignerNotListed", "UnknownIssuer", "DocTypeNotAllowed", "NotRecognised") with { Twin = Area + "two-document-types" };
        yield return Bad("document-about-another-region", "The region's own role lists a document about another region", scene => scene.Home.Issuers = scene.Home.Issuers with { Region = "330000" },
            "RegionWithoutDocuments", "UnknownIssuer", "SignerNotListed");
        yield return Bad("algorithm-that-policy-does-not-have", "Policy allows another algorithm alone", scene => scene.Policy = scene.Policy with { Algorithms = ["SM2"] }, "AlgorithmNotAllowed", "SignerNotListed", "UnknownIssuer");
        yield return Bad("admitted-tomorrow", "The region is admitted from tomorrow on", scene => scene.Home.Record = scene.Home.Record with { History = [new(RegionState.Active, Scene.Shown.AddDays(1), "Test")] },
            "RegionSuspended", "RegionWithoutDocuments", "UnknownIssuer", "NotRecognised", "StatusListMissing");
    }

    private static SceneCase Good(string name, string title, Action<Scene> change) => new(Area + name, title, "5.3", change) { Severity = Severity.Critical };

    private static SceneCase Bad(string name, string title, Action<Scene> change, params ImmutableArray<string> reasons) => new(Area + name, title, "5.3", change, reasons) { Severity = Severity.Critical };

    private static void Pin(Scene scene, params byte[][] certificates) => scene.Home.Record = scene.Home.Record with { IacaThumbprints = [.. certificates.Select(der => TufDelegations.Hash(der))] };

    private static void Lend(Scene scene) => scene.Acceptor.Issuers = scene.Acceptor.Issuers with { Certificates = [.. scene.Acceptor.Issuers.Certificates, .. scene.Home.Issuers.Certificates] };

    private static void Days(Scene scene, int days) => scene.Home.Record = scene.Home.Record with { SigningKeyDays = days };

    private static void Types(Scene scene, params ImmutableArray<string> types) => scene.Home.Record = scene.Home.Record with { DocTypes = types };
}
