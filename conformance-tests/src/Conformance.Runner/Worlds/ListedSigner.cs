using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>
/// A scene whose authority was given by hand, told by a trust list instead: the region lists the very certificates, forged as they
/// are, so that nothing but their own faults speaks against them.
/// </summary>
internal static class ListedSigner
{
    /// <summary>Lets the scene's region list the signer, and the registry pin the anchors.</summary>
    public static void List(Scene scene)
    {
        var anchors = scene.Anchors!.Where(anchor => !anchor.AsSpan().SequenceEqual(scene.Home.Iaca)).ToList();
        scene.Home.Issuers = scene.Home.Issuers with
        {
            Certificates =
            [
                .. scene.Home.Issuers.Certificates,
                .. anchors.Select(anchor => Record(anchor, CertificateRole.Iaca)),
                Record(scene.Certificate, CertificateRole.DocumentSigner),
            ],
        };
        scene.Home.Record = scene.Home.Record with { IacaThumbprints = [.. scene.Home.Record.IacaThumbprints, .. anchors.Select(anchor => RegionSimulator.ThumbprintOf(anchor))] };
        scene.Anchors = null;
    }

    private static IssuerCertificate Record(byte[] der, CertificateRole role)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        var (from, until) = (Whole(certificate.NotBefore), Whole(certificate.NotAfter));
        var signUntil = from.AddDays(80) < until ? from.AddDays(80) : until;
        var key = DocumentCertificates.KeyOf(der);
        return new()
        {
            Thumbprint = RegionSimulator.ThumbprintOf(der),
            Der = der,
            Role = role,
            Alg = key.Ok ? key.Value.Algorithm.ToString() : "ES256",
            DocTypes = [MdocNames.DocType],
            PublishedAt = from,
            SignFrom = from,
            SignUntil = role == CertificateRole.Iaca ? until : signUntil,
            VerifyUntil = until,
            NotAfter = until,
            History = [new(KeyState.Pending, from, "Published by the suite")],
        };
    }

    private static DateTimeOffset Whole(DateTime local) => new(local.ToUniversalTime(), TimeSpan.Zero);
}
