using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Format.Tests.Metadata;

public class DelegationTests
{
    private const string Region = "region-310000", Node = "node-310000";
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private readonly SampleRepository repository = new();

    [Fact]
    public void Rejects_roles_that_are_not_listed_or_not_delegated()
    {
        var trusted = repository.ToTargets();
        Assert.Equal(MetadataFault.NotDelegated, trusted.WithDelegated(Node, Region, repository.NodeFile, Now).Fault);
        Assert.Equal(MetadataFault.NotListed, trusted.WithDelegated("region-320000", RoleNames.Targets, repository.RegionFile, Now).Fault);
        Assert.Equal(MetadataFault.OutOfOrder, repository.ToTimestamp().WithTargets(repository.TargetsFile, Now).Fault);
    }

    [Fact]
    public void Rejects_a_listed_role_that_the_delegator_does_not_name()
    {
        var trusted = repository.ToTargets();
        Assert.Equal(MetadataFault.NotDelegated, trusted.WithDelegated(Node, RoleNames.Targets, repository.NodeFile, Now).Fault);
    }

    [Fact]
    public void Rejects_targets_below_the_threshold_and_a_region_signed_by_its_node()
    {
        repository.TargetsSigners = [repository.TargetsSigners[0]];
        repository.Publish();
        Assert.Equal(MetadataFault.BelowThreshold, repository.ToSnapshot().WithTargets(repository.TargetsFile, Now).Fault);

        var other = new SampleRepository();
        other.RegionSigner = other.NodeSigner;
        other.Publish();
        Assert.Equal(MetadataFault.BelowThreshold, other.ToTargets().WithDelegated(Region, RoleNames.Targets, other.RegionFile, Now).Fault);
    }

    [Fact]
    public void Rejects_an_expired_delegated_role()
    {
        repository.RegionRole = repository.RegionRole with { Expires = Now };
        repository.Publish();
        Assert.Equal(MetadataFault.Expired, repository.ToTargets().WithDelegated(Region, RoleNames.Targets, repository.RegionFile, Now).Fault);
    }

    [Fact]
    public void Rejects_targets_of_another_hash_length_or_version()
    {
        Assert.Equal(MetadataFault.HashMismatch, repository.ToSnapshot().WithTargets(Forgery.SameLength(repository.TargetsFile), Now).Fault);
        Assert.Equal(MetadataFault.LengthMismatch, repository.ToSnapshot().WithTargets((byte[])[.. repository.TargetsFile, 0x20], Now).Fault);
        repository.PublishSnapshot(new Dictionary<string, MetaFile>(repository.Snapshot.Meta) { ["targets.json"] = new(3) });
        Assert.Equal(MetadataFault.VersionMismatch, repository.ToSnapshot().WithTargets(repository.TargetsFile, Now).Fault);
    }

    [Fact]
    public void Rejects_a_cached_role_after_its_delegation_went_to_other_keys()
    {
        var cached = repository.RegionFile;
        repository.RegionSigner = SampleRepository.Signer();
        repository.Targets = repository.Targets with
        {
            Version = 2,
            Delegations = new(SampleRepository.Keys([repository.RegionSigner]), [repository.Targets.Delegations!.Roles[0] with { Keys = SampleRepository.Of(1, repository.RegionSigner) }]),
        };
        repository.Publish();
        // The thief's cached role stays listed with its hash: only the delegator's new keys can tell.
        repository.PublishSnapshot(new Dictionary<string, MetaFile>(repository.Snapshot.Meta) { ["region-310000.json"] = SampleRepository.MetaOf(1, cached) });
        Assert.Equal(MetadataFault.BelowThreshold, repository.ToTargets().WithDelegated(Region, RoleNames.Targets, cached, Now).Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Accepts_a_role_delegated_to_twice_only_through_a_delegator_that_it_satisfies(bool satisfies)
    {
        var key = satisfies ? repository.NodeSigner : SampleRepository.Signer();
        var delegations = repository.Targets.Delegations!;
        repository.Targets = repository.Targets with
        {
            Delegations = new Delegations(
                SampleRepository.Keys([repository.RegionSigner, key]), [.. delegations.Roles, new(Node, SampleRepository.Of(1, key), false, ["elsewhere/*"], [])]),
        };
        repository.NodeRole = repository.NodeRole with
        {
            Targets = new Dictionary<string, TargetFile> { [SampleRepository.NodePath] = SampleRepository.Node, ["elsewhere/file"] = SampleRepository.Issuers },
        };
        repository.Publish();
        var trusted = repository.Trust();
        Assert.Equal(SampleRepository.Node, trusted.Find(SampleRepository.NodePath, out _));
        var search = trusted.Search("elsewhere/file");
        Assert.Equal((satisfies ? SampleRepository.Issuers : null, Node, satisfies ? null : RoleNames.Targets), (search.File, search.Role, search.Parent));
        Assert.Equal(satisfies, trusted.WithDelegated(Node, RoleNames.Targets, repository.NodeFile, Now).Ok);
    }

    [Fact]
    public void Drops_what_was_verified_through_a_role_that_is_loaded_again()
    {
        var trusted = repository.Trust();
        var again = SampleRepository.Step(trusted, set => set.WithDelegated(Region, RoleNames.Targets, repository.RegionFile, Now));
        Assert.Equal([Region, RoleNames.Targets], again.TargetsRoles.Keys.Order(StringComparer.Ordinal));
        Assert.Null(again.Find(SampleRepository.NodePath, out _));
        Assert.Equal(new TargetSearch(null, Node, Region), again.Search(SampleRepository.NodePath));
    }

    [Fact]
    public void Rejects_a_region_that_speaks_for_another()
    {
        const string foreign = "regions/320000/issuers.json";
        repository.RegionRole = repository.RegionRole with
        {
            Targets = new Dictionary<string, TargetFile>(repository.RegionRole.Targets) { [foreign] = SampleRepository.Issuers, ["registry.json"] = SampleRepository.Issuers, ["policy.json"] = SampleRepository.Issuers },
        };
        repository.Publish();
        var trusted = repository.Trust();
        Assert.Null(trusted.Find(foreign, out _));
        Assert.Null(trusted.Find("policy.json", out _));
        Assert.Equal(SampleRepository.Registry, trusted.Find("registry.json", out _));
    }

    [Fact]
    public void Visits_a_role_once_through_the_first_delegation_that_leads_to_it()
    {
        var stranger = SampleRepository.Signer();
        repository.Targets = repository.Targets with
        {
            Delegations = new(SampleRepository.Keys([repository.RegionSigner, stranger]),
                [new(Region, SampleRepository.Of(1, repository.RegionSigner), false, ["*"], []), new(Node, SampleRepository.Of(1, stranger), false, ["*"], [])]),
        };
        repository.RegionRole = repository.RegionRole with
        {
            Delegations = new(SampleRepository.Keys([repository.NodeSigner]), [new(Node, SampleRepository.Of(1, repository.NodeSigner), false, ["*"], [])]),
        };
        repository.Publish();
        Assert.Equal(new TargetSearch(null, null, null), repository.Trust().Search("nowhere"));
    }

    [Fact]
    public void Rejects_more_delegated_roles_than_one_run_may_load()
    {
        string[] names = [.. Enumerable.Range(0, Limits.Delegations).Select(number => $"bin-{number}")];
        repository.Targets = repository.Targets with
        {
            Delegations = new(SampleRepository.Keys([repository.RegionSigner]), [.. names.Select(name => new DelegatedRole(name, SampleRepository.Of(1, repository.RegionSigner), false, ["*"], []))]),
        };
        repository.Publish();
        repository.PublishSnapshot(names.ToDictionary(RoleNames.MetaName, _ => SampleRepository.MetaOf(1, repository.RegionFile))
            .Append(new("targets.json", SampleRepository.MetaOf(1, repository.TargetsFile))).ToDictionary());
        var trusted = names[..^1].Aggregate(repository.ToTargets(), (set, name) => SampleRepository.Step(set, next => next.WithDelegated(name, RoleNames.Targets, repository.RegionFile, Now)));
        Assert.Equal(MetadataFault.TooManyDelegations, trusted.WithDelegated(names[^1], RoleNames.Targets, repository.RegionFile, Now).Fault);
    }

    [Fact]
    public void Rejects_a_role_that_delegates_to_itself()
    {
        repository.NodeRole = repository.NodeRole with { Delegations = new(SampleRepository.Keys([repository.RegionSigner]), [new(Region, SampleRepository.Of(1, repository.RegionSigner), false, ["*"], [])]) };
        repository.Publish();
        Assert.Equal(MetadataFault.NotDelegated, repository.Trust().WithDelegated(Region, Node, repository.RegionFile, Now).Fault);
    }

    [Fact]
    public void Stops_a_search_at_a_withheld_role_instead_of_asking_the_next()
    {
        var second = SampleRepository.Signer();
        var delegations = repository.Targets.Delegations!;
        repository.Targets = repository.Targets with
        {
            Version = 2,
            Delegations = new(SampleRepository.Keys([repository.RegionSigner, second]), [delegations.Roles[0], new("second", SampleRepository.Of(1, second), false, ["regions/310000/*"], [])]),
        };
        var overruling = MetadataWriter.Write(new TargetsRole(1, SampleRepository.Later, new Dictionary<string, TargetFile> { [SampleRepository.IssuersPath] = SampleRepository.Registry }), second);
        repository.Publish();
        repository.PublishSnapshot(new Dictionary<string, MetaFile>(repository.Snapshot.Meta) { ["second.json"] = SampleRepository.MetaOf(1, overruling) });
        var trusted = SampleRepository.Step(repository.ToTargets(), set => set.WithDelegated("second", RoleNames.Targets, overruling, Now));
        Assert.Null(trusted.Find(SampleRepository.IssuersPath, out _));
        Assert.Equal(new TargetSearch(null, Region, RoleNames.Targets), trusted.Search(SampleRepository.IssuersPath));
        trusted = SampleRepository.Step(trusted, set => set.WithDelegated(Region, RoleNames.Targets, repository.RegionFile, Now));
        Assert.Equal(SampleRepository.Issuers, trusted.Find(SampleRepository.IssuersPath, out var role));
        Assert.Equal(Region, role);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "second")]
    public void Ends_a_search_at_a_terminating_role(bool terminating, string? expected)
    {
        var empty = new TargetsRole(1, SampleRepository.Later, new Dictionary<string, TargetFile>());
        var second = new TargetsRole(1, SampleRepository.Later, new Dictionary<string, TargetFile> { ["a/b"] = SampleRepository.Node });
        var trusted = WithRoles(("first", terminating, "a/*", empty), ("second", false, "a/*", second));
        Assert.Equal(expected ?? string.Empty, trusted.Find("a/b", out var role) is null ? string.Empty : role);
    }

    [Fact]
    public void Accepts_hash_prefixes_and_rejects_paths_outside_them()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData("a/b"u8));
        var role = new DelegatedRole("bin", new RoleKeys([], 1), false, [], [hash[..2]]);
        Assert.True(role.Covers("a/b"));
        Assert.False((role with { PathHashPrefixes = [(hash[0] == '0' ? "1" : "0") + hash[1..2]] }).Covers("a/b"));
    }

    [Theory]
    [InlineData("*", "a", true)]
    [InlineData("*", "", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("a/*", "a/b", true)]
    [InlineData("a/*", "a/b/c", false)]
    [InlineData("a/*", "a/", true)]
    [InlineData("a/*/c", "a/b/c", true)]
    [InlineData("a/*/c", "a/c", false)]
    [InlineData("*/*.json", "x/y.json", true)]
    [InlineData("*b*d", "abcd", true)]
    [InlineData("*b*d", "abcde", false)]
    [InlineData("*a*/b", "xaxa/b", true)]
    [InlineData("?", "/", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("[ab]", "a", false)]
    [InlineData("[ab]", "[ab]", true)]
    [InlineData("A", "a", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("regions/310000/*", "regions/310000/issuers.json", true)]
    [InlineData("regions/310000/*", "regions/3100001/issuers.json", false)]
    [InlineData("regions/310000/*", "regions/310000/../320000/issuers.json", false)]
    public void Matches_paths(string pattern, string path, bool covered)
        => Assert.Equal(covered, new DelegatedRole("r", new RoleKeys([], 1), false, [pattern], []).Covers(path));

    [Fact]
    public void Survives_a_pattern_made_to_take_exponential_time()
    {
        var role = new DelegatedRole("r", new RoleKeys([], 1), false, [string.Concat(Enumerable.Repeat("*a", 250)) + "b"], []);
        Assert.False(role.Covers(new string('a', 500)));
    }

    private TrustedMetadata WithRoles(params (string Name, bool Terminating, string Path, TargetsRole Role)[] roles)
    {
        var signer = SampleRepository.Signer();
        var files = roles.ToDictionary(role => role.Name, role => MetadataWriter.Write(role.Role, signer));
        repository.Targets = repository.Targets with
        {
            Version = 2,
            Delegations = new(SampleRepository.Keys([signer]), [.. roles.Select(role => new DelegatedRole(role.Name, SampleRepository.Of(1, signer), role.Terminating, [role.Path], []))]),
        };
        repository.Publish();
        repository.PublishSnapshot(files.ToDictionary(file => file.Key + ".json", file => SampleRepository.MetaOf(1, file.Value))
            .Append(new("targets.json", SampleRepository.MetaOf(2, repository.TargetsFile))).ToDictionary());
        return files.Aggregate(repository.ToTargets(), (set, file) => SampleRepository.Step(set, s => s.WithDelegated(file.Key, RoleNames.Targets, file.Value, Now)));
    }
}
