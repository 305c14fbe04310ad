using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Forgeries of the holder's proof (4xx).</summary>
internal static class DeviceForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("no deviceSigned", Reason.DeviceSignedMissing, scene => scene.Document = document => document.Remove("deviceSigned")),
        new("signature and MAC", Reason.DeviceAuthAmbiguous, scene => scene.Document = document =>
        {
            var other = new Scene { WithMac = true };
            var mac = ((CborMap)CborNode.Parse(other.Present()))["documents"];
            document.Map("deviceSigned").Map("deviceAuth")["deviceMac"] =
                ((CborMap)((CborList)mac)[0]).Map("deviceSigned").Map("deviceAuth")["deviceMac"];
        }),
        new("neither signature nor MAC", Reason.DeviceAuthAmbiguous, scene => scene.Document = document =>
            document.Map("deviceSigned")["deviceAuth"] = new CborMap()),
        new("a device key off the curve", Reason.DeviceKeyInvalid, scene => scene.SecurityObject = mso =>
        {
            var key = (CborMap)mso.Map("deviceKeyInfo")["deviceKey"];
            var y = key.Pairs[3].Value.ToBytes();
            y[31] ^= 1;
            key.Pairs[3] = (key.Pairs[3].Key, CborNode.Bytes(y));
        }),
        new("signed by another device", Reason.DeviceSignatureInvalid, scene => scene.SecurityObject = mso =>
            mso["deviceKeyInfo"] = new CborMap { ["deviceKey"] = CborNode.Parse(CoseKey.Encode(TestKeys.Create(SignatureAlgorithm.ES256).PublicKey)) }),
        new("an answer to an earlier question", Reason.DeviceSignatureInvalid, scene => scene.Question = request =>
            request with { SessionTranscript = SessionTranscripts.OpenId4VpHandover("x509_san_dns:check.test", "the-next-nonce", "https://check.test/answer") }),
        new("one bit of the MAC", Reason.DeviceMacInvalid, scene =>
        {
            scene.WithMac = true;
            scene.Document = document =>
            {
                var mac = (CborList)document.Map("deviceSigned").Map("deviceAuth")["deviceMac"];
                var tag = mac[3].ToBytes();
                tag[0] ^= 1;
                mac[3] = CborNode.Bytes(tag);
            };
        }),
        new("a MAC for a reader whose key is elsewhere", Reason.MacKeyMissing, scene =>
        {
            scene.WithMac = true;
            scene.Question = request => request with { ReaderKey = null };
        }),
        new("a device response where a challenge was shown", Reason.ChallengeWrong, scene => scene.Question = request => request with { Challenge = SceneCode.Challenge }),
        new("no transcript at hand", Reason.TranscriptMissing, scene => scene.Question = request => request with { SessionTranscript = null }),
        new("a transcript that is text", Reason.TranscriptMalformed, scene => scene.Question = request =>
            request with { SessionTranscript = CborNode.Text("transcript").Encode() }),
        new("the device signs a name for itself", Reason.DeviceElementNotAuthorised, scene =>
            scene.DeviceElements[MdocNames.IsoNamespace] = new CborMap { ["family_name"] = CborNode.Text("自称") }),
    ];
}
