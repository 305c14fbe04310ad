using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Metadata;

/// <summary>Root's <c>x-suites</c>: whoever breaks one suite, or owns those who hold its keys, still signs nothing (SPEC.md §4.4).</summary>
public sealed class DemandedSuitesTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private readonly SampleRepository repository = new();
    private readonly SoftwareSigner[] sm2 = [Sm2(), Sm2()];

    public DemandedSuitesTests()
    {
        // The same people with keys of both suites sign root and targets; root demands two of each.
        var (root, targets) = (repository.RootSigners, repository.TargetsSigners);
        repository.RootSigners = [.. root, .. sm2];
        repository.TargetsSigners = [.. targets, .. sm2];
        repository.Root = repository.Root with
        {
            Keys = SampleRepository.Keys([.. repository.RootSigners, .. targets, repository.TimestampSigner, repository.SnapshotSigner]),
            Roles = new Dictionary<string, RoleKeys>(repository.Root.Roles)
            {
                ["root"] = SampleRepository.Of(2, repository.RootSigners),
                ["targets"] = SampleRepository.Of(2, repository.TargetsSigners),
            },
            Suites = Demand(es256: 2, sm2: 2),
        };
        repository.Publish();
    }

    [Fact]
    public void Accepts_what_both_suites_signed_and_reads_what_was_written()
    {
        var trusted = repository.Trust();
        Assert.Equal(Demand(2, 2), trusted.Root.Suites);
        Assert.Contains("\"x-suites\":{\"es256\":2,\"sm2\":2}", System.Text.Encoding.UTF8.GetString(repository.RootFile), StringComparison.Ordinal);
        Assert.Empty(new SampleRepository().Start().Root.Suites);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.SM2)]
    [InlineData(SignatureAlgorithm.ES256)]
    public void Rejects_targets_stripped_of_the_signatures_of_one_suite(SignatureAlgorithm stripped)
    {
        repository.TargetsSigners = Without(repository.TargetsSigners, stripped);
        repository.Publish();
        var fault = repository.ToSnapshot().WithTargets(repository.TargetsFile, Now).Fault;
        Assert.Equal(stripped == SignatureAlgorithm.SM2 ? MetadataFault.BelowSuites : MetadataFault.BelowThreshold, fault);
    }

    [Fact]
    public void Rejects_targets_with_one_signature_of_a_suite_less_than_demanded()
    {
        repository.TargetsSigners = repository.TargetsSigners[..^1];
        repository.Publish();
        Assert.Equal(MetadataFault.BelowSuites, repository.ToSnapshot().WithTargets(repository.TargetsFile, Now).Fault);
    }

    [Fact]
    public void Rejects_a_root_stripped_of_its_SM2_signatures_as_anchor_and_as_successor()
    {
        var start = repository.Start();
        Assert.Equal(MetadataFault.BelowSuites, TrustedMetadata.Start(MetadataWriter.Write(repository.Root, Without(repository.RootSigners, SignatureAlgorithm.SM2))).Fault);
        repository.Rotate(root => root, Without(repository.RootSigners, SignatureAlgorithm.SM2));
        Assert.Equal(MetadataFault.BelowSuites, start.WithRoot(repository.RootFile).Fault);
    }

    [Fact]
    public void Rejects_a_root_that_drops_the_demand_by_the_word_of_one_suite_and_accepts_it_by_both()
    {
        var start = repository.Start();
        repository.Rotate(root => root with { Suites = Demand(es256: 2, sm2: 0) }, Without(repository.RootSigners, SignatureAlgorithm.SM2));
        Assert.Equal(MetadataFault.BelowSuites, start.WithRoot(repository.RootFile).Fault);
        Assert.True(start.WithRoot(MetadataWriter.Write(repository.Root, repository.RootSigners)).Ok);
    }

    [Fact]
    public void Rejects_a_root_whose_member_was_cut_out_after_signing()
    {
        var cut = Forgery.Tamper(repository.RootFile, json => json["signed"]!.AsObject().Remove("x-suites"));
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.Start(cut).Fault);
    }

    [Fact]
    public void Rejects_one_SM2_key_under_two_identifiers_meeting_a_demand_for_two()
    {
        var alias = new JsonObject
        {
            ["keytype"] = "sm2",
            ["scheme"] = "sm2-sm3",
            ["keyval"] = new JsonObject { ["public"] = sm2[0].PublicKey.ToPem() + "\n" },
        };
        var aliasId = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(alias)));
        var file = Forgery.Of(repository.RootFile, signed =>
        {
            signed["keys"]![aliasId] = alias.DeepClone();
            signed["roles"]!["root"]!["keyids"]!.AsArray().Add((JsonNode)aliasId);
        }, [.. Without(repository.RootSigners, SignatureAlgorithm.SM2), sm2[0]]);
        var forged = Forgery.Tamper(file, json => json["signatures"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["keyid"] = aliasId,
            ["sig"] = Convert.ToHexStringLower(sm2[0].Sign(CanonicalJson.Encode(json["signed"]), SignatureForm.Der)),
        }));
        Assert.True(MetadataReader.Root(forged).Ok, MetadataReader.Root(forged).Detail);
        Assert.Equal(MetadataFault.BelowSuites, TrustedMetadata.Start(forged).Fault);
    }

    [Fact]
    public void Rejects_demands_met_by_keys_of_another_role()
    {
        // The SM2 keys are listed, and sign, but root does not name them for targets.
        repository.Root = repository.Root with
        {
            Roles = new Dictionary<string, RoleKeys>(repository.Root.Roles) { ["targets"] = SampleRepository.Of(2, Without(repository.TargetsSigners, SignatureAlgorithm.SM2)) },
        };
        repository.Publish();
        Assert.Equal(MetadataFault.BelowSuites, repository.ToSnapshot().WithTargets(repository.TargetsFile, Now).Fault);
    }

    [Theory]
    [InlineData("""{"es256":2,"sm9":1}""")]
    [InlineData("""{"SM2":2}""")]
    [InlineData("""{"sm2":0}""")]
    [InlineData("""{"sm2":-1}""")]
    [InlineData("""{"sm2":65}""")]
    [InlineData("""{"sm2":"2"}""")]
    [InlineData("""{"sm2":null}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Rejects_a_demand_that_cannot_be_enforced(string member)
    {
        var file = Forgery.Of(repository.RootFile, signed => signed["x-suites"] = JsonNode.Parse(member), repository.RootSigners);
        Assert.Equal(MetadataFault.Malformed, TrustedMetadata.Start(file).Fault);
    }

    [Fact]
    public void Demands_nothing_of_regions_and_online_roles() => Assert.True(repository.Trust().TargetsRoles.ContainsKey("region-310000"));

    private static SoftwareSigner[] Without(SoftwareSigner[] signers, SignatureAlgorithm algorithm)
        => [.. signers.Where(signer => signer.PublicKey.Algorithm != algorithm)];

    private static ImmutableSortedDictionary<SignatureAlgorithm, int> Demand(int es256, int sm2)
        => new Dictionary<SignatureAlgorithm, int> { [SignatureAlgorithm.ES256] = es256, [SignatureAlgorithm.SM2] = sm2 }
            .Where(suite => suite.Value > 0).ToImmutableSortedDictionary();

    private static SoftwareSigner Sm2() => SoftwareSigner.Create(SignatureAlgorithm.SM2);
}
