using Federation.Ceremonies;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Tools.Tests;

/// <summary>The operators' steps of a key's life make documents that hub and clients take, and no others.</summary>
public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly WrittenReason Reason = new("测试", "A test");
    private static readonly RegionSimulator Region = RegionSimulator.Create("310000", "CN-SH", Start, new Uri("http://hub.test/"));
    private static readonly string Signer = RegionSimulator.ThumbprintOf(Region.SignerCertificate);
    private static readonly string StatusKey = Region.StatusKey.PublicKey.Thumbprint;

    [Fact]
    public void Follows_a_key_through_its_whole_life()
    {
        var active = IssuerRecords.Activate(Region.Issuers, Signer, "in use", Start.AddDays(1));
        var retiring = IssuerRecords.Retire(active, Signer, "signs no more", Start.AddDays(2));
        var retired = IssuerRecords.Retire(retiring, Signer, "verifies no more", Start.AddDays(3));
        var compromised = IssuerRecords.Compromise(retired, Signer, Start.AddDays(1), "found stolen", Start.AddDays(4));

        Assert.Equal(
            [KeyState.Pending, KeyState.Active, KeyState.Retiring, KeyState.Retired, KeyState.Compromised],
            compromised.Find(Signer)!.History.Select(step => step.State));
        Assert.Equal(Start.AddDays(1), compromised.Find(Signer)!.DistrustAfter);
        foreach (var (after, before) in new[] { (active, Region.Issuers), (retiring, active), (retired, retiring), (compromised, retired) })
            Assert.Null(after.CheckSuccessor(before, Start.AddDays(5)));
        Assert.True(IssuersDocument.Read(compromised.Write()).Ok);
    }

    [Fact]
    public void Rejects_steps_that_are_not_legal_and_keys_that_are_not_there()
    {
        var compromised = IssuerRecords.Compromise(Region.Issuers, StatusKey, Start, "stolen", Start.AddDays(1));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Activate(compromised, StatusKey, "back", Start.AddDays(2)));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Retire(compromised, StatusKey, "back", Start.AddDays(2)));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Retire(Region.Issuers, "no-such-key", "gone", Start));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Retire(Region.Issuers, Signer, "before it began", Start.AddDays(-1)));
    }

    [Fact]
    public void Lets_a_new_key_begin_when_the_old_one_ends()
    {
        var next = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        var after = IssuerRecords.AddStatusKey(Region.Issuers, next, Start.AddDays(10));
        var begins = after.FindStatusKey(next.Thumbprint)!.SignFrom;
        Assert.Null(after.CheckSuccessor(Region.Issuers, Start.AddDays(10).AddMinutes(20)));
        // At no instant can neither sign, and what the old one signed still verifies.
        Assert.True(KeyLifecycle.MaySign(after.FindStatusKey(StatusKey)!, begins.AddSeconds(-1)));
        Assert.False(KeyLifecycle.MaySign(after.FindStatusKey(StatusKey)!, begins));
        Assert.True(KeyLifecycle.MaySign(after.FindStatusKey(next.Thumbprint)!, begins));
        Assert.True(KeyLifecycle.MayVerify(after.FindStatusKey(StatusKey)!, begins.AddDays(30)));
    }

    [Fact]
    public void Lets_a_key_begin_at_once_only_after_a_loss()
    {
        var now = Start.AddDays(10);
        var (_, certificate) = Region.NewDocumentSigner(now.AddDays(-1), 300);
        var lost = IssuerRecords.Compromise(Region.Issuers, Signer, now.AddDays(-2), "stolen", now);
        var after = IssuerRecords.AddDocumentSigner(lost, certificate, now, Reason);
        Assert.Null(after.CheckSuccessor(Region.Issuers, now));
        Assert.True(KeyLifecycle.MaySign(after.Find(RegionSimulator.ThumbprintOf(certificate))!, now));
        Assert.Equal(
            RegistryFault.NoticeTooShort,
            IssuerRecords.AddDocumentSigner(Region.Issuers, certificate, now, Reason).CheckSuccessor(Region.Issuers, now)!.Fault);
    }

    [Fact]
    public void Drafts_notices_that_only_add()
    {
        var first = EmergencyCeremony.AgainstKey(NoticesDocument.Empty, "sunday-1", "310000", Signer, Start.AddDays(3), Reason, 7, Start.AddDays(9));
        var second = EmergencyCeremony.AgainstRegion(first, "sunday-2", "310000", Reason, 7, Start.AddDays(9).AddHours(1));
        Assert.Null(second.Check());
        Assert.Null(second.CheckSuccessor(first));
        var (role, files) = EmergencyCeremony.Draft(2, Start.AddDays(9), second);
        Assert.Equal(NoticesDocument.Path, Assert.Single(role.Targets).Key);
        Assert.Equal(Start.AddDays(16), role.Expires);
        Assert.Equal(2, NoticesDocument.Read(files[NoticesDocument.Path]).Value.Notices.Length);
        Assert.Equal(Start.AddDays(12), second.Find("sunday-1")!.LapsesAt);

        var policy = EmergencyCeremony.Decide(SamplePolicies.Policy, "sunday-1", NoticeOutcome.Lifted, Reason, Start.AddDays(10));
        Assert.Null(policy.Check());
        Assert.Null(policy.CheckSuccessor(SamplePolicies.Policy));
    }

    [Fact]
    public void Names_the_duty_officers_in_targets()
    {
        var officer = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        var ceremony = new TargetsCeremony(
            new RegistryDocument { Regions = [Region.Record] }, SamplePolicies.Policy,
            new Dictionary<string, OperatorGroup> { ["310000"] = OperatorGroup.Of(2, Region.RoleKeys.Select(key => key.PublicKey)) });
        Assert.Null(ceremony.Draft(1, Start).Role.Delegations!.Find("emergency"));
        var delegations = (ceremony with { DutyOfficers = OperatorGroup.Of(1, officer) }).Draft(1, Start).Role.Delegations!;
        Assert.True(delegations.Find("emergency")!.Covers(NoticesDocument.Path));
        Assert.Equal(1, delegations.Find("emergency")!.Keys.Threshold);
        Assert.True(delegations.Keys.ContainsKey(delegations.Find("emergency")!.Keys.KeyIds.Single()));
    }

    [Fact]
    public void Disowns_leaves_of_a_lost_key_once_each_and_for_good()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 32)], second = [.. Enumerable.Repeat((byte)2, 32)];
        var lost = IssuerRecords.Compromise(Region.Issuers, Signer, Start, "stolen", Start.AddDays(1));
        var once = IssuerRecords.Disown(lost, Signer, [first]);
        var twice = IssuerRecords.Disown(once, Signer, [first, second, second]);

        Assert.True(once.Disowns(first) && !once.Disowns(second));
        Assert.Equal(2, twice.Find(Signer)!.Disowned.Length);
        Assert.Null(once.CheckSuccessor(lost));
        Assert.Null(twice.CheckSuccessor(once));
        Assert.NotNull(lost.CheckSuccessor(once));
    }

    [Fact]
    public void Rejects_disowning_by_a_key_that_is_not_lost_and_what_is_no_leaf()
    {
        var lost = IssuerRecords.Compromise(Region.Issuers, Signer, Start, "stolen", Start.AddDays(1));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Disown(Region.Issuers, Signer, [new byte[32]]));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Disown(lost, StatusKey, [new byte[32]]));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Disown(lost, Signer, [new byte[31]]));
        Assert.Throws<ArgumentException>(() => IssuerRecords.Disown(lost, Signer, [new byte[33]]));
    }
}
