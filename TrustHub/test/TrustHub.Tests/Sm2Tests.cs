using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Tests.Support;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustHub.Tests;

/// <summary>A region that signs with SM2, and a root that demands both suites.</summary>
public sealed class Sm2Tests : HubTest
{
    [Fact]
    public async Task Admits_an_SM2_region_with_its_node_and_status_lists()
    {
        var operators = Operators.Incept(Data, "510100");
        await using (var hub = await StartAsync())
        {
            await hub.AdmitAsync(operators, operators.Nodes[0]);
            await hub.SubmitAsync(operators.Nodes[0], operators.Nodes[0].StatusList(1, Clock.Now));
            await hub.PublishedAsync();
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Rejects_lists_of_an_algorithm_that_policy_gave_up_and_lets_the_region_publish_its_next_keys()
    {
        var operators = Operators.Incept(Data, "510100");
        var node = operators.Nodes[0];
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, node);
        operators.Repository.Policy = operators.Repository.Policy with { Algorithms = ["ES256"] };
        var next = RegionSimulator.StatusRecord(
            SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey, Clock.Now, Clock.Now.AddDays(3), Clock.Now.AddYears(1));
        node.Region.Issuers = node.Region.Issuers with { StatusKeys = node.Region.Issuers.StatusKeys.Add(next) };
        operators.Repository.Publish();
        await hub.SubmitAsync(node, operators.Metadata("targets", 2));

        await Refusals.WithAsync(AdmissionFault.AlgorithmNotAllowed, () => hub.SubmitAsync(node, node.StatusList(1, Clock.Now)));
        Assert.False((await hub.SubmitAsync(node, operators.Metadata("region-510100", 2))).Duplicate);
    }

    [Fact]
    public async Task Publishes_under_a_root_that_demands_both_suites_once_targets_carry_them()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            Demand(operators.Repository, [Sm2(), Sm2()], [Sm2(), Sm2()]);
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("root", 2));
            operators.Repository.Publish();
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("targets", 2));
            await hub.PublishedAsync();
            Assert.Equal(operators.Repository.Files["2.targets.json"], await hub.Http.GetByteArrayAsync("/tuf/2.targets.json"));
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Rejects_a_root_whose_demand_targets_could_never_meet()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        Demand(operators.Repository, [Sm2(), Sm2()], [Sm2()]);
        await Refusals.WithAsync(AdmissionFault.BadDelegation, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("root", 2)));
    }

    [Fact]
    public async Task Rejects_a_root_that_drops_the_demand_by_the_word_of_one_suite()
    {
        var operators = Operators.Incept(Data);
        var repository = operators.Repository;
        await using var hub = await StartAsync();
        Demand(repository, [Sm2(), Sm2()], [Sm2(), Sm2()]);
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("root", 2));
        repository.Suites = repository.Suites.Clear();
        repository.PublishRoot(repository.NewRoot(3), repository.RootKeys.AsSpan());
        await Refusals.WithAsync(AdmissionFault.BelowSuites, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("root", 3)));
    }

    private static void Demand(SimulatedRepository repository, ISigner[] root, ISigner[] targets)
    {
        (repository.RootSm2Keys, repository.TargetsSm2Keys) = ([.. root], [.. targets]);
        repository.Suites = repository.Suites.Add(SignatureAlgorithm.ES256, 2).Add(SignatureAlgorithm.SM2, 2);
        repository.RotateRoot();
    }

    private static SoftwareSigner Sm2() => SoftwareSigner.Create(SignatureAlgorithm.SM2);
}
