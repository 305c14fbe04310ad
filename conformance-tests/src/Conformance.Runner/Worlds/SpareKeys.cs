using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>A certificate and a status key that a region lists beside those in use: what is said of them changes no verdict by itself.</summary>
internal static class SpareKeys
{
    /// <summary>From when on the spare certificate may sign; its dates leave room on either side.</summary>
    public static DateTimeOffset SignFrom { get; } = Scene.Admitted.AddDays(10);

    /// <summary>Lists them.</summary>
    public static void Add(Scene scene)
    {
        var home = scene.Home;
        var (_, der) = home.NewDocumentSigner(Scene.Admitted.AddDays(-7), 450);
        var certificate = RegionSimulator.CertificateRecord(
            der, CertificateRole.DocumentSigner, Scene.Admitted, SignFrom, Scene.Admitted.AddDays(80), Scene.Admitted.AddDays(300), Scene.Admitted.AddDays(400));
        var key = RegionSimulator.StatusRecord(TestKeys.Create(SignatureAlgorithm.ES256).PublicKey, Scene.Admitted, SignFrom, Scene.Admitted.AddDays(300));
        home.Issuers = home.Issuers with { Certificates = home.Issuers.Certificates.Add(certificate), StatusKeys = home.Issuers.StatusKeys.Add(key) };
    }

    /// <summary>Lists them, the certificate as lost ten days ago, with two leaves that the region disowns.</summary>
    public static void AddLost(Scene scene)
    {
        Add(scene);
        Certificate(scene.Home, Lose);
    }

    /// <summary>Changes what is said of the certificate.</summary>
    public static void Certificate(RegionSimulator home, Func<IssuerCertificate, IssuerCertificate> change) =>
        home.Issuers = home.Issuers with { Certificates = home.Issuers.Certificates.SetItem(home.Issuers.Certificates.Length - 1, change(home.Issuers.Certificates[^1])) };

    /// <summary>Changes what is said of the status key.</summary>
    public static void StatusKey(RegionSimulator home, Func<StatusKey, StatusKey> change) =>
        home.Issuers = home.Issuers with { StatusKeys = home.Issuers.StatusKeys.SetItem(home.Issuers.StatusKeys.Length - 1, change(home.Issuers.StatusKeys[^1])) };

    /// <summary>Declares it lost.</summary>
    public static IssuerCertificate Lose(IssuerCertificate record) => record with
    {
        DistrustAfter = Scene.Shown.AddDays(-10),
        Disowned = [new byte[32], Enumerable.Repeat((byte)1, 32).ToArray()],
        History = record.History.Add(new(KeyState.Compromised, Scene.Shown.AddDays(-9), "Lost")),
    };

    /// <summary>Lists a further certificate that was published at an instant and signs from another on.</summary>
    public static void AddSigner(RegionSimulator home, DateTimeOffset publishedAt, DateTimeOffset signFrom, WrittenReason? shortNotice = null)
    {
        var (_, der) = home.NewDocumentSigner(publishedAt.AddDays(-1), 400);
        var record = RegionSimulator.CertificateRecord(der, CertificateRole.DocumentSigner, publishedAt, signFrom, signFrom.AddDays(60), signFrom.AddDays(200), signFrom.AddDays(200));
        home.Issuers = home.Issuers with { Certificates = home.Issuers.Certificates.Add(record with { ShortNotice = shortNotice }) };
    }

    /// <summary>Lists a further status key that was published at an instant and signs from another on.</summary>
    public static void AddStatusKey(RegionSimulator home, DateTimeOffset publishedAt, DateTimeOffset signFrom) =>
        home.Issuers = home.Issuers with { StatusKeys = home.Issuers.StatusKeys.Add(RegionSimulator.StatusRecord(TestKeys.Create(SignatureAlgorithm.ES256).PublicKey, publishedAt, signFrom, signFrom.AddDays(200))) };
}
