using TrustList.Format.Projections;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Projections;

/// <summary>Two provinces and a VICAL provider, all of test keys.</summary>
internal sealed class ProjectionBed
{
    internal static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly Uri Hub = new("http://hub.test/");
    private readonly ISigner rootKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    internal ProjectionBed()
    {
        Root = VicalCertificates.CreateRoot(rootKey, "Test provider", Start.AddYears(-1), Start.AddYears(9));
        Certificate = VicalCertificates.CreateSigner(rootKey, Root, Key.PublicKey, "Test VICAL signer", Start.AddYears(-1), Start.AddYears(2));
    }

    internal RegionSimulator Shanghai { get; } = RegionSimulator.Create("310000", "CN-SH", Start.AddDays(-5), Hub);
    internal RegionSimulator Jiangsu { get; } = RegionSimulator.Create("320000", "CN-JS", Start.AddDays(-5), Hub);
    internal ISigner Key { get; } = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    internal byte[] Root { get; }
    internal byte[] Certificate { get; }
    internal DateTimeOffset Now { get; } = Start.AddMinutes(1);

    internal TrustState State() => SimulatedTrust.StateOf(new SimulatedRepository(Start, Shanghai, Jiangsu), Now);

    internal byte[] Sign(Vical vical) => SignedVical.Sign(vical, Key, [Certificate, Root]);

    internal static IEnumerable<LintRule> RulesOf(LintReport report) => report.Findings.Select(finding => finding.Rule);
}
