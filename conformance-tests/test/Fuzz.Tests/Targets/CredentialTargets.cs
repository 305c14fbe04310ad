using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Transfers;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>Licences as they are stored, shown and scanned; certificates and projections; transfers.</summary>
internal static class CredentialTargets
{
    internal static IEnumerable<FuzzTarget> All()
    {
        var scene = new Scene();
        var licence = MdocIssuer.Issue(scene.Issue);
        yield return new("issuer-signed", bytes => Of(IssuerSignedView.Read(bytes)), [licence]);
        yield return new("code-summary", bytes => Of(CodeSummary.Of(Text(bytes))), [Bytes(Code(scene, isStatic: true)), Bytes(Code(scene, isStatic: false))]);
        yield return new("certificate", bytes => Of(CertificateFacts.Read(bytes)), [scene.Certificate]);
        var verifier = scene.Verifier();
        yield return new("device-response", bytes => Seen(verifier.Verify(scene.Ask(bytes))), [scene.Present()], Fresh: true);
        scene.WithMac = true;
        yield return new("device-mac", bytes => Seen(verifier.Verify(scene.Ask(bytes))), [scene.Present()], Fresh: true);
        yield return new("qr", bytes => Seen(verifier.Verify(scene.Ask(Text(bytes)))), [Bytes(Code(scene, isStatic: false)), Bytes(Code(scene, isStatic: true))], Fresh: true);
        var moved = new Scene();
        var proof = SceneTransfer.In(moved).Prove();
        yield return new("transfer-proof", bytes => Of(TransferProof.Read(bytes), one => one.Write()), [proof], Writing.Canonical);
        var transfer = TransferProof.Read(proof).Value.Transfer;
        yield return new("signed-transfer", bytes => Of(SignedTransfer.Read(bytes), one => one.Write()), [transfer.ToArray()], Writing.Canonical);
    }

    internal static string Code(Scene scene, bool isStatic)
    {
        var code = SceneCode.In(scene);
        code.Static = isStatic;
        var text = code.Write();
        scene.Code = null;
        return text;
    }

    // What a verdict shows has to be what the honest one shows; a verdict may show less (a proof that was spoiled), never other.
    private static Observed Seen(Verdict verdict) => verdict.Outcome == Outcome.Accepted
        ? new("Ok", null, string.Join(';', verdict.Disclosed.SelectMany(space => space.Value.Select(element => $"{space.Key}/{element.Key}={Value(element.Value)}")).Order(StringComparer.Ordinal)))
        : new($"{verdict.Outcome} {verdict.Reason}");

    private static string Value(ElementValue value) => Convert.ToHexString(value.Encoded.Span);
}
