using TrustList.Format.Registry;
using TrustList.Testing;

namespace Federation.Bench;

/// <summary>A trust list of the nation's size, ten published keys a region: one root, eight document signers, one status key. Synthetic.</summary>
internal sealed class BenchTrustList
{
    private const int Signers = 8;
    private const int Provinces = 31;

    public BenchTrustList(int regions, Uri hub)
    {
        Regions = regions;
        Now = new(2025, 6, 2, 8, 0, 0, TimeSpan.Zero);
        Repository = new SimulatedRepository(Now, Enumerable.Range(0, regions).Select(n => Region(n, hub)));
    }

    public int Regions { get; }

    public DateTimeOffset Now { get; }

    public SimulatedRepository Repository { get; }

    public int KeyCount => Regions * (Signers + 2);

    /// <summary>The thresholds of every role (root 3, targets 2, snapshot 1, timestamp 1, each region 2 and 1), and each document signer's certificate.</summary>
    public int SignatureCount => 7 + ((3 + Signers) * Regions);

    private RegionSimulator Region(int n, Uri hub)
    {
        string[] cities = n < Provinces ? [.. Enumerable.Range(1, (Regions - 1 - n) / Provinces).Select(k => CodeOf(n + (k * Provinces)))] : [];
        var admitted = Now.AddDays(-30);
        var region = RegionSimulator.Create(CodeOf(n), $"CN-{(char)('A' + (n % 26))}{(char)('A' + (n / 26))}", admitted, hub, cities);
        region.Issuers = region.Issuers with
        {
            Certificates =
            [
                .. region.Issuers.Certificates,
                .. Enumerable.Range(1, Signers - 1).Select(_ => RegionSimulator.CertificateRecord(
                    region.NewDocumentSigner(admitted.AddDays(-7), 450).Certificate, CertificateRole.DocumentSigner, admitted, admitted, admitted.AddDays(90), admitted.AddDays(440), admitted.AddDays(440))),
            ],
        };
        return region;
    }

    // Cities are admitted beside their provinces, whose offices they take with them.
    private static string CodeOf(int n) => $"{11 + (n % Provinces):00}{n / Provinces:00}00";
}
