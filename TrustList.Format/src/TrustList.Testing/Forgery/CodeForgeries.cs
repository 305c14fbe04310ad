using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Codes that were bent, photographed, kept, passed on or shown again (115, 410 to 417), and what a code shares with every presentation.</summary>
internal static class CodeForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        Bent("text that is no code", Reason.QrMalformed, code => code.Text = _ => "https://example.invalid/"),
        Bent("a small letter", Reason.QrMalformed, code => code.Text = text => text[..^1] + "a"),
        Bent("cut short", Reason.QrMalformed, code => code.Text = text => text[..^3]),
        Bent("a static code called dynamic", Reason.QrMalformed, code => (code.Static, code.Text) = (true, text => "CNDD1:" + text[6..])),
        Bent("a claim twice", Reason.QrMalformed, code => code.Claims = claims => claims.Pairs.Add(claims.Pairs[0])),
        Bent("no device key", Reason.QrMalformed, code => code.Claims = claims => claims.Pairs.RemoveAt(3)),
        Bent("no status", Reason.QrMalformed, code => code.Claims = claims => claims.Pairs.RemoveAt(4)),
        Bent("another document type", Reason.QrMalformed, code => code.Claims = claims => ((CborMap)claims.Pairs[5].Value).Pairs[0] = (CborNode.Number(0), CborNode.Number(2))),
        Bent("a sixth member of the phone's statement", Reason.QrMalformed, code => code.Statement = list => list.Items.Add(CborNode.Null())),
        Bent("made in the last second of the year 9999", Reason.QrMalformed, code => code.MadeAt = DateTimeOffset.MaxValue),
        Bent("made a second after the last that is read", Reason.QrMalformed, code => code.MadeAt = DateTimeOffset.MaxValue.AddSeconds(-89)),
        Bent("a device response beside the code", Reason.QrMalformed, code => { }, scene => scene.Question = request => request with { DeviceResponse = new byte[] { 0xA0 } }),

        Bent("a static code", Reason.QrStaticOnly, code => code.Static = true, Unchallenged),
        Bent("a screenshot of a minute ago", Reason.QrExpired, code => code.MadeAt = Scene.Shown.AddSeconds(-60)),
        Bent("made 31 seconds ahead", Reason.QrFromFuture, code => code.MadeAt = Scene.Shown.AddSeconds(31)),
        Bent("made in the last second that is read", Reason.QrFromFuture, code => code.MadeAt = DateTimeOffset.MaxValue.AddSeconds(-90)),
        Bent("shown again", Reason.QrReplayed, code => code.After = CredentialVerifier.Replayed),
        Bent("no memory of codes", Reason.ReplayUnchecked, code => code.After = CredentialVerifier.WithoutReplayCheck),
        Bent("the answer to another verifier", Reason.ChallengeWrong, code => code.Answer = new byte[16]),
        Bent("no answer", Reason.ChallengeWrong, code => code.Answer = default),
        Bent("an answer that nobody here asked for", Reason.ChallengeWrong, code => { }, Unchallenged),
        Bent("a static code where a challenge was shown", Reason.ChallengeWrong, code => code.Static = true),
        Bent("shown for a rental", Reason.PurposeMismatch, code => code.Purpose = "rental"),
        Bent("no challenge", Reason.NoVerifierChallenge, code => code.Answer = default, Unchallenged),

        Bent("a photographed static code under another phone's signature", Reason.DeviceSignatureInvalid, code => code.Holder = TestKeys.Create(SignatureAlgorithm.ES256)),
        Bent("another signature of the phone", Reason.DeviceSignatureInvalid, code => code.Context = []),
        Bent("a device key off the curve", Reason.DeviceKeyInvalid, code => code.Claims = claims =>
        {
            var key = (CborMap)((CborMap)claims.Pairs[3].Value).Pairs[0].Value;
            key.Pairs[2] = (key.Pairs[2].Key, CborNode.Bytes([.. Enumerable.Repeat((byte)0xFF, 32)]));
        }),
        Bent("another name, one byte", Reason.IssuerSignatureInvalid, code => code.Compact = Renamed),
        Bent("signed by a stranger", Reason.IssuerSignatureInvalid, code => { }, scene => scene.SignerKey = TestKeys.Create(scene.SignerKey.PublicKey.Algorithm)),
        Bent("a key that the region does not list", Reason.SignerNotListed, code => code.KeyId = new byte[8]),
        Bent("a region that there is not", Reason.UnknownIssuer, code => code.Claims = claims => claims.Pairs[0] = (CborNode.Number(1), CborNode.Text("990000"))),
        Bent("another region's name", Reason.SignerNotListed, code => code.Claims = claims => claims.Pairs[0] = (CborNode.Number(1), CborNode.Text("320000"))),
        Bent("past its end", Reason.Expired, code => code.Claims = claims => claims.Pairs[1] = (CborNode.Number(4), CborNode.Number(Scene.Shown.ToUnixTimeSeconds()))),
        Bent("of tomorrow", Reason.NotYetValid, code => code.Claims = claims => claims.Pairs[2] = (CborNode.Number(6), CborNode.Number(Scene.Shown.AddDays(1).ToUnixTimeSeconds()))),
        Bent("revoked", Reason.Revoked, code => { }, scene => scene.Status = StatusValue.Invalid),
        Bent("no status at hand", Reason.StatusListMissing, code => { }, scene => scene.StatusAt = null),
        Bent("status of a week ago", Reason.StatusTooOld, code => { }, scene => (scene.StatusAt, scene.SyncedAt) = (Scene.Shown.AddDays(-8), Scene.Shown.AddDays(-8).AddMinutes(5))) with { Besides = [Reason.TrustStateExpired, Reason.StatusListExpired] },
        Bent("another region's status", Reason.StatusReferenceForeign, code => { }, scene => scene.Issue = scene.Issue with { StatusUri = scene.Acceptor.Node!.StatusBase + "0" }),
        Bent("an office elsewhere", Reason.OutsideTerritory, code => code.Claims = claims =>
        {
            var licence = (CborMap)claims.Pairs[5].Value;
            licence.Pairs[7] = (CborNode.Number(7), CborNode.Number(320_500));
        }),
        Bent("no agreement", Reason.NotRecognised, code => { }, scene => scene.Policy = scene.Policy with { Agreements = [] }),
        Bent("a distrusted key, and a date before", Reason.IssuanceUnproven, code => { }, scene =>
        {
            SceneIssuance.In(scene);
            scene.Policy = scene.Policy with { UnprovenIssuance = scene.Policy.UnprovenIssuance.SetItem(Purpose.Roadside, StatusDecision.Warned) };
        }),
        Bent("a suspended region", Reason.RegionSuspended, code => { }, scene => TrustForgeries.Stand(scene, RegionState.Suspended)) with { Besides = [Reason.NotRecognised, Reason.StatusListMissing] },
        Bent("a withdrawn region", Reason.RegionWithdrawn, code => { }, scene => TrustForgeries.Stand(scene, RegionState.Withdrawn)) with { Besides = [Reason.RegionWithoutDocuments] },
        Bent("a region whose list is missing", Reason.RegionWithoutDocuments, code => { }, scene => scene.Repository = repository => repository.Spoil = (role, signed) =>
            role == "region-310000" ? signed with { Targets = new Dictionary<string, Format.Metadata.TargetFile>() } : signed),
        Bent("no trust list", Reason.NoTrustState, code => { }, scene => scene.NoState = true),
        Bent("an IACA given by hand", Reason.UnknownIssuer, code => { }, scene => scene.Anchors = [scene.Home.Iaca]),
        Bent("a staple of another licence", Reason.StapleMismatch, code => code.Staple = _ => new byte[64]),
        Bent("more than the purpose needs", Reason.ElementsWithheld, code => { }, scene => scene.Policy = scene.Policy with { Disclosure = SamplePolicies.Policy.Disclosure }),
    ];

    private static ForgedCase Bent(string name, Reason reason, Action<SceneCode> bend, Action<Scene>? change = null) => new($"a code: {name}", reason, scene =>
    {
        bend(SceneCode.In(scene));
        change?.Invoke(scene);
    });

    private static void Unchallenged(Scene scene) => scene.Question = request => request with { Challenge = null };

    private static byte[] Renamed(byte[] compact)
    {
        var at = compact.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("样本"));
        compact[at + 2] ^= 1;
        return compact;
    }
}
