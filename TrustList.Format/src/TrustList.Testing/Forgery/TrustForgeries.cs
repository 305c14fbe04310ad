using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Licences that the trust list does not let count (5xx).</summary>
internal static class TrustForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("no trust list", Reason.NoTrustState, scene => scene.NoState = true),
        new("a trust list of last week", Reason.TrustStateExpired, scene => scene.SyncedAt = Scene.Shown.AddDays(-3)) { Besides = [Reason.StatusListMissing] },
        new("a region whose list is missing", Reason.RegionWithoutDocuments, scene =>
            scene.Repository = repository => repository.Spoil = (role, signed) =>
                role == "region-310000" ? signed with { Targets = new Dictionary<string, Format.Metadata.TargetFile>() } : signed) { Besides = [Reason.UnknownIssuer] },
        new("a suspended region", Reason.RegionSuspended, scene => Stand(scene, RegionState.Suspended)) { Besides = [Reason.NotRecognised, Reason.StatusListMissing] },
        new("a withdrawn region", Reason.RegionWithdrawn, scene => Stand(scene, RegionState.Withdrawn)) { Besides = [Reason.UnknownIssuer] },
        new("a signer that its region does not list", Reason.SignerNotListed, scene =>
        {
            var (key, certificate) = scene.Home.NewDocumentSigner(Scene.Admitted, 400);
            scene.SignerKey = key;
            scene.Certificate = certificate;
        }),
        new("a signer that has not begun", Reason.SignerPending, scene =>
            ChangeSigner(scene, record => record with { SignFrom = Scene.Shown.AddDays(1) })) { Besides = [Reason.SignedOutsideWindow] },
        new("a signer whose time to verify is over", Reason.SignerRetired, scene => ChangeSigner(scene, record => record with
        {
            SignUntil = Scene.Shown.AddDays(-10), VerifyUntil = Scene.Shown.AddDays(-1),
        })),
        new("signed after the compromise began", Reason.SignerCompromised, scene => Compromise(scene, Scene.Shown.AddDays(-20))),
        new("signed after its key's window", Reason.SignedOutsideWindow, scene =>
            ChangeSigner(scene, record => record with { SignUntil = Scene.Shown.AddDays(-15) })),
        new("an anchor that is retired", Reason.AnchorNotTrusted, scene => Change(scene, CertificateRole.Iaca, record => record with
        {
            SignUntil = Scene.Shown.AddDays(-10), VerifyUntil = Scene.Shown.AddDays(-1),
        })),
        new("a document type that the signer may not sign", Reason.DocTypeNotAllowed, scene =>
        {
            scene.Issue = scene.Issue with { DocType = "cn.test.vehicle.1" };
        }) { Besides = [Reason.NotRecognised] },
        new("an algorithm that the policy gave up", Reason.AlgorithmNotAllowed, scene =>
        {
            scene.Home.Issuers = scene.Home.Issuers with
            {
                Certificates = [.. scene.Home.Issuers.Certificates.Select(record =>
                    record.Role == CertificateRole.DocumentSigner ? record with { Alg = "ES256K" } : record)],
            };
        }),
        new("a licence older than the distrust of its key, by its own word", Reason.IssuanceUnproven, scene => Compromise(scene, Scene.Shown.AddDays(-5))),
        new("an office of another province", Reason.OutsideTerritory, scene => scene.Issue = scene.Issue with
        {
            Elements = [.. scene.Issue.Elements.Select(given => given.Identifier == "issuing_office_code"
                ? new LicenceElement(given.Namespace, given.Identifier, CborNode.Text("330100").Encode()) : given)],
        }),
    ];

    internal static void Stand(Scene scene, RegionState state) =>
        scene.Home.Record = scene.Home.Record with { History = scene.Home.Record.History.Add(new(state, Scene.Shown.AddDays(-1), "Test")) };

    private static void Compromise(Scene scene, DateTimeOffset distrustAfter) => ChangeSigner(scene, record => record with
    {
        DistrustAfter = distrustAfter,
        History = record.History.Add(new(KeyState.Compromised, Scene.Shown.AddDays(-1), "Test")),
    });

    private static void ChangeSigner(Scene scene, Func<IssuerCertificate, IssuerCertificate> change) =>
        Change(scene, CertificateRole.DocumentSigner, change);

    private static void Change(Scene scene, CertificateRole role, Func<IssuerCertificate, IssuerCertificate> change) =>
        scene.Home.Issuers = scene.Home.Issuers with
        {
            Certificates = [.. scene.Home.Issuers.Certificates.Select(record => record.Role == role ? change(record) : record)],
        };
}
