using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>One list after another under the same address, and whose keys count for it: by a trust list.</summary>
internal static class StatusHistoryCases
{
    private const string Newer = "status/history/newer", Honest = "status/keys/honest";
    private const int Index = 7;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        After("newer", "A list of a higher version takes the place of another", null, (second, _) => second.Claims["list_version"] = 6L, StatusValue.Valid),
        After("older", "A list of a lower version, signed later, changes nothing", Newer, (second, _) => second.Claims["list_version"] = 4L),
        After("of-the-same-version", "Another list of the same version changes nothing", Newer, (second, _) => second.Claims["list_version"] = 5L),
        After("without-version", "A list without version changes nothing", Newer, (second, _) => second.Claims.Remove("list_version")),
        After("newer-by-a-stranger", "A higher version by another key changes nothing", Newer, (second, _) => (second.Claims["list_version"], second.Signer) = (6L, TestKeys.Create(TrustList.Format.Signing.SignatureAlgorithm.ES256))),
        After("newer-about-another-address", "A higher version about another address changes nothing", Newer, (second, scene) => (second.Claims["list_version"], second.Claims["sub"]) = (6L, scene.StatusUri + "1")),
        After("newer-and-expired", "A higher version past its end changes nothing", Newer, (second, scene) => (second.Claims["list_version"], second.Claims["exp"]) = (6L, StatusToken.Seconds(scene.SyncedAt))),
        After("newer-that-does-not-inflate", "A higher version whose list cannot be read changes nothing", Newer, (second, _) => (second.Claims["list_version"], second.List["lst"]) = (6L, new byte[] { 1, 2, 3 })),

        Key("honest", "A list by a key that its region lists", _ => { }, accepted: true),
        Key("of-another-region", "A list by a key of another region, under this region's address", scene => scene.Acceptor),
        Key("a-document-signer", "A list by a document signer of the region, under the status key's name", scene => scene.Home, scene => scene.Home.SignerKey),
        Key("not-yet-in-use", "A list by a key whose time begins tomorrow", scene => Change(scene, key => key with { SignFrom = scene.SyncedAt.AddDays(1) })),
        Key("in-use-from-now", "A list by a key whose time begins now", scene => Change(scene, key => key with { SignFrom = scene.SyncedAt }), accepted: true),
        Key("retiring", "A list by a key that signs no more and still verifies", scene => Change(scene, key => key with { SignUntil = scene.SyncedAt.AddDays(-1) }), accepted: true),
        Key("past-its-end", "A list by a key whose time to verify is over", scene => Change(scene, key => key with { SignUntil = scene.SyncedAt.AddDays(-2), ValidUntil = scene.SyncedAt })),
        Key("compromised", "A list by a key that its region declares lost", scene => Change(scene, key => key with { History = [.. key.History, new(KeyState.Compromised, scene.SyncedAt.AddMinutes(-30), "Lost by the test")] })),
        Key("retired", "A list by a key that its region declares retired", scene => Change(scene, key => key with
        {
            SignUntil = scene.SyncedAt.AddDays(-2),
            History = [.. key.History, new(KeyState.Active, key.SignFrom, "By the test"), new(KeyState.Retiring, scene.SyncedAt.AddDays(-2), "By the test"), new(KeyState.Retired, scene.SyncedAt.AddMinutes(-30), "By the test")],
        })),
        Key("not-listed", "A list by a key that its region does not list any more in any document", scene => scene.Home.Issuers = scene.Home.Issuers with { StatusKeys = [] }),
        Key("region-suspended", "A list of a suspended region", scene => scene.Home.Record = scene.Home.Record with
        {
            History = [.. scene.Home.Record.History, new(RegionState.Suspended, scene.SyncedAt.AddHours(-1), "By the test")],
        }),
        Key("region-withdrawn", "A list of a withdrawn region", scene => scene.Home.Record = scene.Home.Record with
        {
            History = [.. scene.Home.Record.History, new(RegionState.Withdrawn, scene.SyncedAt.AddHours(-1), "By the test")],
        }),
        Key("algorithm-not-in-policy", "A list by a key whose algorithm policy does not list", scene => scene.Policy = scene.Policy with { Algorithms = ["SM2"] }),

        Asked("another-address", "An address of which there is no list", (scene, run) => run.StatusAsync(scene.StatusUri + "1", Index, scene.SyncedAt, Expectation.Rejected("StatusListMissing"))),
        Asked("address-in-capitals", "The address with other letters", (scene, run) => run.StatusAsync(scene.StatusUri.Replace("hub", "HUB", StringComparison.Ordinal), Index, scene.SyncedAt, Expectation.Rejected("StatusListMissing"))),
        Asked("at-the-end-of-the-list", "A list held, at its own end", (scene, run) => run.StatusAsync(scene.StatusUri, Index, scene.SyncedAt.AddHours(2), Expectation.Rejected("Expired", "StatusListMissing", "StatusListExpired"))),
        Asked("after-the-trust-list", "A list held, after the trust list has expired", (scene, run) => run.StatusAsync(scene.StatusUri, Index, scene.SyncedAt.AddDays(2), Expectation.Rejected("StatusListMissing", "TrustStateExpired", "Expired")), days: 7),
    ];

    private static ConformanceCase After(string name, string title, string? twin, Action<StatusToken, Scene> change, StatusValue says = StatusValue.Suspended) => Of($"status/history/{name}", title, twin, "SPEC 7.5", async run =>
    {
        var scene = new Scene();
        var first = new StatusToken(scene).With(4, 1_024, Index, (int)StatusValue.Suspended);
        first.Claims["list_version"] = 5L;
        var repository = await StatusPlay.TrustAsync(run, scene, (scene.StatusUri, first.Write(asJwt: false)));
        await run.StatusAsync(scene.StatusUri, Index, scene.SyncedAt, StatusPlay.Says(scene.StatusUri, Index, StatusValue.Suspended));

        var second = new StatusToken(scene);
        second.Claims["iat"] = StatusToken.Seconds(scene.SyncedAt);
        change(second, scene);
        (await run.HubAsync()).PutStatusList(scene.StatusUri, second.Write(asJwt: false));
        var later = scene.SyncedAt.AddMinutes(10);
        await run.SyncAsync(later, Expectation.Accepted(Evidence.Of(repository)));
        await run.StatusAsync(scene.StatusUri, Index, later, StatusPlay.Says(scene.StatusUri, Index, says));
    });

    private static ConformanceCase Key(string name, string title, Action<Scene> change, bool accepted = false) => Of($"status/keys/{name}", title, accepted ? null : Honest, "SPEC 7.5", run =>
    {
        var scene = new Scene();
        change(scene);
        return ReadAsync(run, scene, new StatusToken(scene), accepted);
    });

    private static ConformanceCase Key(string name, string title, Func<Scene, RegionSimulator> region, Func<Scene, TrustList.Format.Signing.ISigner>? signer = null) => Of($"status/keys/{name}", title, Honest, "SPEC 7.5", run =>
    {
        var scene = new Scene();
        var key = region(scene).StatusKey;
        return ReadAsync(run, scene, new StatusToken(scene) { Signer = signer?.Invoke(scene) ?? key, KeyId = key.PublicKey.Thumbprint }, accepted: false);
    });

    private static ConformanceCase Asked(string name, string title, Func<Scene, CaseRun, Task> ask, int days = 0) => Of($"status/held/{name}", title, Honest, "SPEC 7.5", async run =>
    {
        var scene = new Scene();
        var token = new StatusToken(scene).With(4, 1_024, Index, (int)StatusValue.Suspended);
        token.Claims["exp"] = StatusToken.Seconds(days == 0 ? scene.SyncedAt.AddHours(2) : scene.SyncedAt.AddDays(days));
        await StatusPlay.TrustAsync(run, scene, (scene.StatusUri, token.Write(asJwt: false)));
        await run.StatusAsync(scene.StatusUri, Index, scene.SyncedAt, StatusPlay.Says(scene.StatusUri, Index, StatusValue.Suspended));
        await ask(scene, run);
    });

    private static ConformanceCase Of(string id, string title, string? twin, string section, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = [section, "SPEC 7.4"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Status, Feature.StatusCwt],
        Twin = twin,
        Play = play,
    };

    private static Task ReadAsync(CaseRun run, Scene scene, StatusToken token, bool accepted) => StatusPlay.ReadAsync(
        run, scene, token.With(4, 1_024, Index, (int)StatusValue.Suspended).Write(asJwt: false), asJwt: false, Index,
        accepted ? StatusPlay.Says(scene.StatusUri, Index, StatusValue.Suspended) : Expectation.Rejected("UnknownKey", "BadSignature", "StatusListMissing"));

    private static void Change(Scene scene, Func<StatusKey, StatusKey> change) =>
        scene.Home.Issuers = scene.Home.Issuers with { StatusKeys = [.. scene.Home.Issuers.StatusKeys.Select(change)] };
}
