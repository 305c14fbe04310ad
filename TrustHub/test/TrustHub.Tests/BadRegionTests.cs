using System.Text.Json.Nodes;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Tests.Support;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Protocol;
using TrustList.Testing;

namespace TrustHub.Tests;

/// <summary>What a region must not submit: refused with the reason, and in the list that the hub's operators read.</summary>
public sealed class BadRegionTests : HubTest
{
    [Fact]
    public async Task Rejects_metadata_signed_for_another_region()
    {
        var operators = Operators.Incept(Data, "310000", "320000");
        await using var hub = await StartAsync();
        var stolen = operators.Metadata("region-320000");
        stolen.Role = "region-310000";
        await Refused(hub, AdmissionFault.BelowThreshold, () => hub.SubmitAsync(operators.Nodes[1], stolen), "region-310000");
    }

    [Fact]
    public async Task Rejects_a_lower_version()
    {
        var operators = Operators.Incept(Data);
        operators.Repository.Publish();
        await using var hub = await StartAsync();
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000", 2));
        await Refused(hub, AdmissionFault.Rollback, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000", 1)), "region-310000");
    }

    [Fact]
    public async Task Rejects_a_key_that_would_sign_for_too_long()
    {
        var operators = Operators.Incept(Data);
        var region = operators.Shanghai.Region;
        region.Issuers = Signer(region, certificate => certificate with { SignUntil = certificate.SignFrom.AddDays(region.Record.SigningKeyDays + 1) });
        await using var hub = await StartAsync();
        await Refused(hub, AdmissionFault.BadKeyDates, () => hub.SubmitAsync(operators.Shanghai, Next(operators)), "region-310000");
    }

    [Theory]
    [InlineData("CN-BJ")]
    [InlineData("JP-13")]
    public async Task Rejects_a_certificate_of_another_state_or_country(string iso3166)
    {
        var operators = Operators.Incept(Data);
        var region = operators.Shanghai.Region;
        var stranger = RegionSimulator.Create("310000", iso3166, Operators.Start.AddDays(-10), new Uri("http://hub.test/"));
        region.Issuers = region.Issuers with { Certificates = [region.Issuers.Certificates[0], stranger.Issuers.Certificates[1]] };
        await using var hub = await StartAsync();
        var detail = await Refused(hub, AdmissionFault.BadDocument, () => hub.SubmitAsync(operators.Shanghai, Next(operators)), "region-310000");
        Assert.StartsWith(nameof(RegistryFault.CertificateElsewhere), detail, StringComparison.Ordinal);
    }

    private static IssuersDocument Signer(RegionSimulator region, Func<IssuerCertificate, IssuerCertificate> change) => region.Issuers with
    {
        Certificates = [.. region.Issuers.Certificates.Select(certificate => certificate.Role == CertificateRole.DocumentSigner ? change(certificate) : certificate)],
    };

    private static SubmitMetadataRequest Next(Operators operators)
    {
        operators.Repository.Publish();
        return operators.Metadata(RoleNames.Region("310000"), 2);
    }

    private async Task<string> Refused(RunningHub hub, AdmissionFault fault, Func<Task<Receipt>> attack, string name)
    {
        var refusal = await Refusals.WithAsync(fault, attack);
        using var output = new StringWriter();
        Assert.Equal(0, EventsVerb.Run(["--data", Data, "--json"], output, TextWriter.Null));
        var events = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal((fault.ToString(), name, refusal.Detail), ((string)events[^1]["outcome"]!, (string)events[^1]["name"]!, (string)events[^1]["detail"]!));
        Assert.Contains(events, line => (string)line["outcome"]! == "admitted" && (string)line["name"]! == "targets");
        return refusal.Detail;
    }
}
