using System.Collections.Immutable;
using System.Security.Cryptography;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A live assertion stapled to the licence: carried by it, or handed over beside it.</summary>
internal static class HeadsStapleCases
{
    private const string Twin = "heads/staple/carried";
    private const long Region = 1, Uri = 2, Expires = 4, Issued = 6, Nonce = 10, Index = -65_538, Letters = -65_540, Label = -65_561;
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Honest().Concat(Deciding()).Concat(Bent())];

    private static IEnumerable<ConformanceCase> Honest()
    {
        yield return Of(Twin, "No list, and the licence carries a staple", scene => Carry(scene, StatusValue.Valid));
        yield return Of("heads/staple/handed-over", "No list, and a staple is handed over", scene => HandOver(scene, StatusValue.Valid));
        yield return Of("heads/staple/handed-over-goes-first", "One is carried and another handed over", scene =>
        {
            Carry(scene, StatusValue.Suspended);
            HandOver(scene, StatusValue.Valid);
        });
        yield return Of("heads/staple/lifts-an-older-list", "A staple newer than the list decides, where policy names no log", scene => List(scene, StatusValue.Suspended, () => Carry(scene, StatusValue.Valid)));
        yield return Good("issued-a-minute-ahead", "A staple issued sixty seconds after now", (token, _) => Claim(token, Issued, Seconds(Scene.Shown + AMinute)));
        yield return Good("in-its-last-second", "A staple a second before its end", (token, _) => Claim(token, Expires, Seconds(Scene.Shown.AddSeconds(1))));
        yield return Good("of-ten-minutes", "A staple that lives ten minutes", (token, _) => Claim(token, Expires, Seconds(Scene.Shown - AMinute + (10 * AMinute))));
    }

    private static IEnumerable<ConformanceCase> Deciding()
    {
        foreach (var (value, reason) in new[] { (StatusValue.Invalid, "Revoked"), (StatusValue.Suspended, "Suspended"), (StatusValue.Superseded, "Superseded"), (StatusValue.Transferred, "Transferred") })
            yield return Of($"heads/staple/{value.ToString().ToLowerInvariant()}", $"A staple that says {value}", scene => Carry(scene, value), reason);
        yield return Of("heads/staple/worse-than-an-older-list", "A staple newer than the list says what the list does not", scene => List(scene, StatusValue.Valid, () => Carry(scene, StatusValue.Suspended)), "Suspended") with { Twin = "mdoc/honest/device-response" };
        yield return Of("heads/staple/handed-over-goes-first-and-is-worse", "One is carried and a worse one handed over", scene =>
        {
            Carry(scene, StatusValue.Valid);
            HandOver(scene, StatusValue.Suspended);
        }, "Suspended");
        yield return Of("heads/staple/older-than-the-list", "A list newer than the staple decides", scene =>
        {
            (scene.Status, scene.StatusAt, scene.SyncedAt) = (StatusValue.Suspended, Scene.Shown - (AMinute / 2), Scene.Shown);
            Carry(scene, StatusValue.Valid);
        }, "Suspended") with { Twin = "heads/staple/lifts-an-older-list" };
        yield return Of("heads/staple/milder-where-policy-names-a-log", "Policy names a log: a staple newer than the list lifts nothing", scene => List(scene, StatusValue.Suspended, () =>
        {
            Carry(scene, StatusValue.Valid);
            scene.Log = LogSimulator.Create("310000", "320000", "330000", "340000");
            scene.Policy = scene.Policy with { Log = scene.Log.Policy };
        }), "Suspended") with { Twin = "heads/staple/lifts-an-older-list" };
        yield return Of("heads/staple/too-old", "A staple older than the purpose allows", scene =>
        {
            scene.Policy = scene.Policy with { Freshness = scene.Policy.Freshness.SetItem(Purpose.Roadside, new FreshnessTier(AMinute / 6, AMinute / 3, AMinute / 2)) };
            Carry(scene, StatusValue.Valid);
        }, "StatusTooOld");
    }

    private static IEnumerable<ConformanceCase> Bent()
    {
        yield return Bad("expired", "A staple at its end", (token, _) => Claim(token, Expires, Seconds(Scene.Shown)));
        yield return Bad("from-the-future", "A staple issued 61 seconds after now", (token, _) => Claim(token, Issued, Seconds(Scene.Shown.AddSeconds(61))));
        yield return Bad("of-ten-minutes-and-a-second", "A staple that lives ten minutes and a second", (token, _) => Claim(token, Expires, Seconds(Scene.Shown - AMinute + (10 * AMinute) + TimeSpan.FromSeconds(1))));
        yield return Bad("of-no-time", "A staple that ends as it begins", (token, _) =>
        {
            Claim(token, Issued, Seconds(Scene.Shown.AddSeconds(30)));
            Claim(token, Expires, Seconds(Scene.Shown.AddSeconds(30)));
        }) with { Severity = Severity.High };
        yield return Bad("of-another-index", "A staple about another index", (token, _) => Claim(token, Index, CborNode.Number(Scene.StatusIndex + 1)));
        yield return Bad("of-another-list", "A staple about another list", (token, scene) => Claim(token, Uri, CborNode.Text(scene.Home.Node!.StatusBase + "1")));
        yield return Bad("of-another-region", "A staple that another region is said to give", (token, _) => Claim(token, Region, CborNode.Text("320000")));
        yield return Bad("of-another-licence", "A staple about another security object", (token, _) => Claim(token, Nonce, CborNode.Bytes(SHA256.HashData("another"u8))));
        yield return Bad("of-a-question", "A staple that answers somebody's question", (token, _) => Claim(token, Nonce, CborNode.Bytes(new byte[16])));
        yield return Bad("without-nonce", "A staple without nonce", (token, _) => Claim(token, Nonce, null)) with { Severity = Severity.High };
        yield return Bad("signed-by-a-stranger", "A staple by another key under the region's key's name", (token, _) => token.Signer = TestKeys.Create(SignatureAlgorithm.ES256));
        yield return Bad("signed-by-another-region", "A staple by another region's key", (token, scene) => (token.Signer, token.KeyId) = (scene.Acceptor.StatusKey, scene.Acceptor.StatusKey.PublicKey.Thumbprint));
        yield return Bad("signed-by-the-document-signer", "A staple by the document signer under the status key's name", (token, scene) => token.Signer = scene.Home.SignerKey);
        yield return Bad("typed-as-a-list", "A staple under the type of a status list", (token, _) => token.Type = "application/statuslist+cwt");
        yield return Bad("typed-as-a-head", "A staple under the type of a head", (token, _) => token.Type = StatusHead.MediaType);
        yield return Bad("cut", "A staple cut by a byte", (token, _) => token.Token = bytes => bytes[..^1]) with { Severity = Severity.High };
        yield return Bad("byte-behind", "A byte behind a staple", (token, _) => token.Token = bytes => [.. bytes, 0]) with { Severity = Severity.High };
        yield return Bad("larger-than-its-limit", "A staple of more than 4,096 bytes", (token, _) => Claim(token, -1, CborNode.Bytes(new byte[4_096])), "TooLarge", "WrongStructure") with { Severity = Severity.High };
        yield return Bad("milder-than-its-letters", "A staple whose value is milder than its letters", (token, _) => Claim(token, Letters, CborNode.Text("G")));
        yield return Bad("by-a-lost-key", "A staple by a key that its region declares lost", (_, scene) => scene.Home.Issuers = scene.Home.Issuers with
        {
            StatusKeys = [.. scene.Home.Issuers.StatusKeys.Select(key => key with { History = [.. key.History, new(KeyState.Compromised, Scene.Shown.AddDays(-1), "Lost by the test")] })],
        });
        yield return Of("heads/staple/as-text", "A staple that is no byte string", scene => scene.IssuerAuth = signed => Header(signed).Pairs.Add((CborNode.Number(Label), CborNode.Text("a staple"))), "StatusListMissing", "WrongStructure") with { Severity = Severity.High };
    }

    private static ConformanceCase Of(string id, string title, Action<Scene> change, params string[] refusal) => HeadsCase.Of(
        id, title, refusal.Length == 0 ? null : Twin, ["7.15", "7.6", "8.2"], run =>
        {
            var scene = new Scene { StatusAt = null };
            change(scene);
            return ScenePlay.PlayAsync(run, scene, refusal, says: StatusValue.Valid);
        }, Severity.Critical);

    private static ConformanceCase Good(string name, string title, Action<StatusToken, Scene> change) => Of($"heads/staple/{name}", title, scene => Carry(scene, StatusValue.Valid, change));

    private static ConformanceCase Bad(string name, string title, Action<StatusToken, Scene> change, params string[] more) =>
        Of($"heads/staple/{name}", title, scene => Carry(scene, StatusValue.Valid, change), ["StatusListMissing", .. more]);

    // A staple of a minute ago, into issuerAuth's unprotected header.
    private static void Carry(Scene scene, StatusValue value, Action<StatusToken, Scene>? change = null) =>
        scene.IssuerAuth = signed => Header(signed).Pairs.Add((CborNode.Number(Label), CborNode.Bytes(Staple(scene, signed[2].ToBytes(), value, change))));

    // What is handed over is made of the very presentation that is shown.
    private static void HandOver(Scene scene, StatusValue value) => scene.Question = request =>
    {
        var document = (CborMap)((CborList)((CborMap)CborNode.Parse(request.DeviceResponse))["documents"])[0];
        return request with { Staple = Staple(scene, ((CborList)document.Map("issuerSigned")["issuerAuth"])[2].ToBytes(), value, null) };
    };

    private static void List(Scene scene, StatusValue listed, Action staple)
    {
        (scene.Status, scene.StatusAt) = (listed, Scene.Shown.AddMinutes(-10));
        staple();
    }

    private static byte[] Staple(Scene scene, byte[] securityObject, StatusValue value, Action<StatusToken, Scene>? change)
    {
        var question = new LiveStatusQuestion(scene.Home.Code, scene.StatusUri, Scene.StatusIndex, SHA256.HashData(securityObject));
        var signed = SampleLive.Sign(scene.Home, question, value, value == StatusValue.Valid ? "A" : string.Empty, Scene.Shown - AMinute);
        if (change is null)
            return signed;
        var token = HeadToken.Again(scene, signed);
        change(token, scene);
        return token.Write(asJwt: false);
    }

    private static CborMap Header(CborList issuerAuth) => (CborMap)issuerAuth[1];

    private static CborNode Seconds(DateTimeOffset instant) => CborNode.Number(StatusToken.Seconds(instant));

    private static void Claim(StatusToken token, long label, CborNode? value) => token.Content += map => map.Set(label, value);
}
