using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Tests.Support;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Protocol;
using TrustList.Testing;

namespace TrustHub.Tests;

/// <summary>A Sunday: one duty officer, the hub, and what the hub lets nobody do.</summary>
public sealed class EmergencyTests : HubTest
{
    private static readonly ISigner Officer = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [Fact]
    public async Task Admits_a_notice_of_one_duty_officer_and_publishes_it()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            await NameOfficersAsync(hub, operators);
            Sign(operators, OfSigner(operators));
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("emergency"));
            await hub.PublishedAsync();
            Assert.Equal(operators.Repository.Files["1.emergency.json"], await hub.Http.GetByteArrayAsync("/tuf/1.emergency.json"));
            var listed = MetadataReader.Targets(operators.Repository.Files["1.emergency.json"]).Value.Signed.Targets[NoticesDocument.Path];
            var notices = await hub.Http.GetByteArrayAsync($"/tuf/targets/emergency/{listed.Sha256}.notices.json");
            Assert.Equal("notice-1", NoticesDocument.Read(notices).Value.Notices.Single().Id);
            var timestamp = MetadataReader.Timestamp(await hub.Http.GetByteArrayAsync("/tuf/timestamp.json")).Value.Signed;
            var snapshot = MetadataReader.Snapshot(await hub.Http.GetByteArrayAsync($"/tuf/{timestamp.Snapshot.Version}.snapshot.json")).Value.Signed;
            Assert.Equal(1, snapshot.Meta["emergency.json"].Version);
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
        await using (var hub = await StartAsync(null, "--Hub:Inception:Allow", "false"))
            Assert.Single(hub.Log.State.Notices.Notices);
    }

    [Fact]
    public async Task Rejects_notices_that_no_duty_officer_signed_or_that_nobody_is_named_for()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        operators.Repository.DutyOfficers = [Officer];
        Sign(operators, SampleNotices.OfRegion("310000", Clock.Now, 1));
        await Refusals.WithAsync(AdmissionFault.NotDelegated, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("emergency")));
        await NameOfficersAsync(hub, operators);
        operators.Repository.SignWith = (role, signers) => role == "emergency" ? operators.Repository.TargetsKeys : signers;
        operators.Repository.PublishUrgently();
        await Refusals.WithAsync(AdmissionFault.BelowThreshold, () => hub.SubmitAsync(operators.Shanghai, Newest(operators)));
    }

    [Fact]
    public async Task Rejects_a_version_that_takes_a_notice_back()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await NameOfficersAsync(hub, operators);
        var notice = OfSigner(operators);
        Sign(operators, notice);
        await hub.SubmitAsync(operators.Shanghai, Newest(operators));
        foreach (var lesser in new[] { NoticesDocument.Empty, SampleNotices.Document(notice with { DistrustAfter = null }) })
        {
            operators.Repository.Notices = lesser;
            operators.Repository.PublishUrgently();
            await Refusals.WithAsync(AdmissionFault.NotSuccessor, () => hub.SubmitAsync(operators.Shanghai, Newest(operators)));
        }
    }

    [Fact]
    public async Task Rejects_decisions_on_a_notice_that_is_not_there_and_decisions_taken_back()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await NameOfficersAsync(hub, operators);
        Sign(operators, OfSigner(operators));
        await hub.SubmitAsync(operators.Shanghai, Newest(operators));

        Decide(operators, SampleNotices.Decide("notice-2", NoticeOutcome.Lifted, Clock.Now));
        await Refusals.WithAsync(AdmissionFault.BadNotice, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("targets", operators.Repository.TargetsVersion)));
        Decide(operators, SampleNotices.Decide("notice-1", NoticeOutcome.Lifted, Clock.Now));
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("targets", operators.Repository.TargetsVersion));
        Decide(operators);
        await Refusals.WithAsync(AdmissionFault.NotSuccessor, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("targets", operators.Repository.TargetsVersion)));
    }

    [Fact]
    public async Task Rejects_targets_that_leave_a_notice_in_force_to_nobody()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await NameOfficersAsync(hub, operators);
        Sign(operators, OfSigner(operators));
        await hub.SubmitAsync(operators.Shanghai, Newest(operators));
        SubmitMetadataRequest Targets()
        {
            operators.Repository.Publish();
            return operators.Metadata("targets", operators.Repository.TargetsVersion);
        }

        var notices = operators.Repository.Notices;
        (operators.Repository.DutyOfficers, operators.Repository.Notices) = ([], null);
        await Refusals.WithAsync(AdmissionFault.BadDelegation, () => hub.SubmitAsync(operators.Shanghai, Targets()));
        var other = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        operators.Repository.DutyOfficers = [other];
        await Refusals.WithAsync(AdmissionFault.BadDelegation, () => hub.SubmitAsync(operators.Shanghai, Targets()));

        // Both for a while, the new one signs, then the old one goes.
        operators.Repository.DutyOfficers = [other, Officer];
        await hub.SubmitAsync(operators.Shanghai, Targets());
        operators.Repository.Notices = notices;
        operators.Repository.PublishUrgently();
        await hub.SubmitAsync(operators.Shanghai, Newest(operators));
        (operators.Repository.DutyOfficers, operators.Repository.Notices) = ([other], null);
        await hub.SubmitAsync(operators.Shanghai, Targets());

        // What is lifted holds nobody.
        operators.Repository.DutyOfficers = [];
        operators.Repository.Policy = operators.Repository.Policy with { NoticeDecisions = [SampleNotices.Decide("notice-1", NoticeOutcome.Lifted, Clock.Now)] };
        await hub.SubmitAsync(operators.Shanghai, Targets());
    }

    [Fact]
    public async Task Admits_a_key_on_short_notice_only_while_another_is_lost_and_says_so()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await NameOfficersAsync(hub, operators);
        await hub.AdmitAsync(operators, operators.Shanghai);
        var region = operators.Shanghai.Region;
        var (_, certificate) = region.NewDocumentSigner(Clock.Now.AddDays(-1), 300);
        region.Issuers = region.Issuers with
        {
            Certificates = region.Issuers.Certificates.Add(RegionSimulator.CertificateRecord(
                certificate, CertificateRole.DocumentSigner, Clock.Now, Clock.Now, Clock.Now.AddDays(30), Clock.Now.AddDays(90), Clock.Now.AddDays(90))
                with { ShortNotice = new("唯一的签发密钥已失", "The only signing key is lost") }),
        };
        operators.Repository.Publish();
        var version = operators.Repository.TargetsVersion;
        await Refusals.WithAsync(AdmissionFault.BadKeyDates, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000", version)));

        Sign(operators, OfSigner(operators) with { TargetsVersion = 2 });
        await hub.SubmitAsync(operators.Shanghai, Newest(operators));
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000", version));
        using var events = new StringWriter();
        Assert.Equal(0, EventsVerb.Run(["--data", Data], events, TextWriter.Null));
        Assert.Contains($"on short notice: {RegionSimulator.ThumbprintOf(certificate)} (The only signing key is lost)", events.ToString(), StringComparison.Ordinal);
        Assert.Contains(hub.Lines.All, line => line.Contains($"region-310000: key {RegionSimulator.ThumbprintOf(certificate)} signs on short notice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejects_a_status_list_of_a_key_under_notice()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await NameOfficersAsync(hub, operators);
        await hub.AdmitAsync(operators, operators.Shanghai);
        Sign(operators, SampleNotices.OfKey("310000", operators.Shanghai.Region.StatusKey.PublicKey.Thumbprint, Clock.Now, 2));
        await hub.SubmitAsync(operators.Shanghai, Newest(operators));
        await Refusals.WithAsync(AdmissionFault.StatusKeyNotActive, () => hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now)));
    }

    private EmergencyNotice OfSigner(Operators operators) => SampleNotices.OfKey(
        "310000", RegionSimulator.ThumbprintOf(operators.Shanghai.Region.SignerCertificate), Clock.Now, operators.Repository.TargetsVersion, Clock.Now.AddDays(-3));

    private async Task NameOfficersAsync(RunningHub hub, Operators operators)
    {
        operators.Repository.DutyOfficers = [Officer];
        operators.Repository.Publish();
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("targets", operators.Repository.TargetsVersion));
        if (hub.Log.State.Regions.IsEmpty)
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000"));
    }

    private static void Sign(Operators operators, params EmergencyNotice[] notices)
    {
        operators.Repository.Notices = SampleNotices.Document(notices);
        operators.Repository.PublishUrgently();
    }

    private static void Decide(Operators operators, params NoticeDecision[] decisions)
    {
        operators.Repository.Policy = operators.Repository.Policy with { NoticeDecisions = [.. decisions] };
        operators.Repository.Publish();
    }

    private static SubmitMetadataRequest Newest(Operators operators)
    {
        var versions = operators.Repository.Files.Keys.Where(name => name.EndsWith(".emergency.json", StringComparison.Ordinal))
            .Select(name => long.Parse(name.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
        return operators.Metadata("emergency", versions.Max());
    }
}
