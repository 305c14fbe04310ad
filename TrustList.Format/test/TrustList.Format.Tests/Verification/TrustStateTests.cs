using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>Effective right = registry, record and policy, each narrowing the others.</summary>
public sealed class TrustStateTests
{
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly Uri Hub = new("http://hub.test/");

    private readonly RegionSimulator shanghai = RegionSimulator.Create("310000", "CN-SH", Start.AddDays(-5), Hub);
    private readonly RegionSimulator jiangsu = RegionSimulator.Create("320000", "CN-JS", Start.AddDays(-5), Hub);

    [Fact]
    public void Counts_what_registry_record_and_policy_allow()
    {
        var state = State();
        Assert.Equal(4, state.Authorities.Count);
        var authority = state.FindAuthority(shanghai.Issuers.Certificates[1].Thumbprint)!;
        Assert.Equal(("310000", CertificateRole.DocumentSigner), (authority.Region.Code, authority.Certificate.Role));
        Assert.Null(state.FindAuthority(new string('0', 64)));
    }

    [Fact]
    public void Rejects_an_iaca_that_the_registry_does_not_pin_and_all_that_it_signed()
    {
        shanghai.Record = shanghai.Record with { IacaThumbprints = [] };
        var state = State();
        Assert.DoesNotContain(state.Authorities.Values, authority => authority.Region.Code == "310000");
        Assert.Contains("310000", state.Issuers.Keys);
    }

    [Fact]
    public void Rejects_a_document_signer_that_another_regions_iaca_signed()
    {
        jiangsu.Issuers = jiangsu.Issuers with { Certificates = jiangsu.Issuers.Certificates.Add(shanghai.Issuers.Certificates[1]) };
        Assert.Equal("310000", State().FindAuthority(shanghai.Issuers.Certificates[1].Thumbprint)!.Region.Code);
    }

    [Fact]
    public void Rejects_another_regions_iaca_and_signer_listed_together()
    {
        jiangsu.Issuers = jiangsu.Issuers with { Certificates = [.. jiangsu.Issuers.Certificates, .. shanghai.Issuers.Certificates] };
        Assert.All(State().Authorities.Values.Where(authority => shanghai.Issuers.Find(authority.Certificate.Thumbprint) is not null),
            authority => Assert.Equal("310000", authority.Region.Code));
    }

    [Fact]
    public void Rejects_a_signer_that_may_sign_for_longer_than_the_registry_allows()
    {
        shanghai.Record = shanghai.Record with { SigningKeyDays = 89 };
        Assert.Null(State().FindAuthority(shanghai.Issuers.Certificates[1].Thumbprint));
    }

    [Fact]
    public void Narrows_document_types_to_what_both_allow()
    {
        shanghai.Record = shanghai.Record with { DocTypes = ["org.example.other", .. shanghai.Record.DocTypes] };
        Assert.Equal<string>(shanghai.Issuers.Certificates[1].DocTypes, State().FindAuthority(shanghai.Issuers.Certificates[1].Thumbprint)!.DocTypes);
        shanghai.Record = shanghai.Record with { DocTypes = ["org.example.other"] };
        Assert.Null(State().FindAuthority(shanghai.Issuers.Certificates[1].Thumbprint));
    }

    [Theory]
    [InlineData(RegionState.Suspended, RegionStanding.Suspended)]
    [InlineData(RegionState.Withdrawn, RegionStanding.Withdrawn)]
    public void Says_that_a_region_is_suspended_or_withdrawn_from_its_day_on(RegionState declared, RegionStanding standing)
    {
        shanghai.Record = shanghai.Record with { History = shanghai.Record.History.Add(new(declared, Start.AddDays(2), "Declared by the test")) };
        var state = State();
        Assert.Equal(standing, state.StandingOf("310000", Start.AddDays(2)));
        Assert.Null(state.FindRoute("310000", Start.AddDays(2)));
        Assert.Equal(RegionStanding.Active, state.StandingOf("320000", Start.AddDays(2)));
        Assert.NotEqual(standing, state.StandingOf("310000", Start));
    }

    [Fact]
    public void Says_that_a_region_is_unknown_or_expired()
    {
        var state = State();
        Assert.Equal(RegionStanding.Unknown, state.StandingOf("650000", Start));
        Assert.Equal(RegionStanding.Unknown, state.StandingOf("310000", Start.AddDays(-6)));
        Assert.Equal(RegionStanding.Active, state.StandingOf("310000", Start.AddDays(89)));
        Assert.Equal(RegionStanding.Expired, state.StandingOf("310000", Start.AddDays(90)));
    }

    [Fact]
    public void Sends_nobody_to_a_node_whose_document_has_expired()
    {
        var state = State();
        Assert.NotNull(state.FindRoute("310000", Start.AddDays(29)));
        Assert.Null(state.FindRoute("310000", Start.AddDays(30)));
        Assert.Equal(RegionStanding.Active, state.StandingOf("310000", Start.AddDays(30)));
    }

    [Fact]
    public void Finds_a_status_key_only_for_its_region_and_only_while_it_verifies()
    {
        var state = State();
        var keyId = shanghai.StatusKey.PublicKey.Thumbprint;
        Assert.Equal(shanghai.StatusKey.PublicKey, state.FindStatusKey("310000", keyId, Start));
        Assert.Null(state.FindStatusKey("320000", keyId, Start));
        Assert.Null(state.FindStatusKey("310000", keyId, Start.AddYears(3)));
        Assert.Null(state.FindStatusKey("310000", "another", Start));
    }

    [Fact]
    public void Takes_a_status_list_that_is_newer_and_signed_by_the_region_alone()
    {
        var uri = shanghai.Node!.StatusBase + "0";
        var state = State();
        var first = state.WithStatusList("310000", uri, shanghai.StatusList(uri, 2, Start), Start);
        Assert.Null(first.Refusal);
        Assert.Equal(StatusListRefusal.NotNewer, first.State.WithStatusList("310000", uri, shanghai.StatusList(uri, 2, Start), Start).Refusal);
        Assert.Equal(StatusListRefusal.NotNewer, first.State.WithStatusList("310000", uri, shanghai.StatusList(uri, 1, Start), Start).Refusal);
        Assert.Null(first.State.WithStatusList("310000", uri, shanghai.StatusList(uri, 3, Start, (1, StatusValue.Invalid)), Start).Refusal);
        Assert.Equal(StatusListRefusal.NotVerified, state.WithStatusList("310000", uri, jiangsu.StatusList(uri, 2, Start), Start).Refusal);
        Assert.Equal(StatusListRefusal.NotThisRegions, state.WithStatusList("320000", uri, shanghai.StatusList(uri, 2, Start), Start).Refusal);
        Assert.Equal(StatusListRefusal.NotThisRegions, state.WithStatusList("310000", "http://elsewhere.test/0", shanghai.StatusList(uri, 2, Start), Start).Refusal);
        Assert.Empty(state.StatusLists);
    }

    [Fact]
    public void Takes_no_file_that_is_not_the_one_listed()
    {
        var repository = new SimulatedRepository(Start, shanghai, jiangsu);
        var metadata = Load(repository);
        var altered = TrustState.Build(metadata, path => path == RegistryDocument.Path ? new byte[10] : repository.Target(path));
        Assert.Equal((false, DecodeFault.MissingField), (altered.Ok, altered.Fault));
        var absent = TrustState.Build(metadata, path => path == PolicyDocument.Path ? null : repository.Target(path));
        Assert.Contains(nameof(ExclusionReason.Missing), absent.Detail, StringComparison.Ordinal);
        var region = TrustState.Build(metadata, path => path == IssuersDocument.PathOf("310000") ? new byte[10] : repository.Target(path));
        Assert.Equal(ExclusionReason.BytesDiffer, region.Value.Excluded["310000"].Reason);
        Assert.Equal(RegionStanding.Active, region.Value.StandingOf("320000", Start));
    }

    [Fact]
    public void Makes_nothing_of_metadata_that_is_not_complete()
    {
        var repository = new SimulatedRepository(Start, shanghai);
        Assert.False(TrustState.Build(TrustedMetadata.Start(repository.Anchor).Next!, repository.Target).Ok);
    }

    private TrustState State() => SimulatedTrust.StateOf(new SimulatedRepository(Start, shanghai, jiangsu), Start);

    private static TrustedMetadata Load(SimulatedRepository repository)
    {
        var metadata = TrustedMetadata.Start(repository.Anchor).Next!.WithTimestamp(repository.Files["timestamp.json"], Start).Next!
            .WithSnapshot(repository.Files["1.snapshot.json"], Start).Next!.WithTargets(repository.Files["1.targets.json"], Start).Next!;
        foreach (var region in repository.Regions)
            metadata = metadata.WithDelegated(RoleNames.Region(region.Code), RoleNames.Targets, repository.Files[$"1.region-{region.Code}.json"], Start).Next!;
        return metadata;
    }
}
