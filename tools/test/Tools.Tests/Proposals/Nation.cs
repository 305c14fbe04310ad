using Federation.Ceremonies;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Tools.Tests.Proposals;

/// <summary>A trust list in force with two regions, and the keys of everybody who may sign.</summary>
internal sealed class Nation
{
    internal static readonly DateTimeOffset Now = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    internal static readonly Sentence Reason = new("例行", "routine");

    internal Nation() => Repository = new SimulatedRepository(Now, Region("310000", "CN-SH"), Region("320000", "CN-JS"));

    internal SimulatedRepository Repository { get; }

    internal PresentList Present => Read(Repository);

    internal Proposal DraftTargets(TargetsChange? change = null)
    {
        var present = Present;
        var (role, files) = (change ?? new TargetsChange()).Apply(present, Now);
        return ProposalDraft.Targets(present, RoleNames.Targets, role, files, Reason, Now);
    }

    internal Proposal DraftRoot(params (ISigner Old, ISigner New)[] replace) => DraftRoot(new RootChange(
        new KeyEdit([.. replace.Select(pair => (pair.Old.PublicKey.Thumbprint, pair.New.PublicKey))], [], [], null), KeyEdit.None));

    internal Proposal DraftRoot(RootChange change)
    {
        var present = Present;
        return ProposalDraft.Root(present, change.Apply(present, Now), Reason, Now);
    }

    /// <summary>The proposal as a file read and checked by somebody, who then signs; and so on.</summary>
    internal static Proposal Sign(Proposal proposal, params IEnumerable<ISigner> signers)
    {
        foreach (var signer in signers)
            proposal = ProposalSigning.Sign(Check(proposal), signer) is { Value: { } signed } ? signed : throw new InvalidOperationException("not signed");
        return proposal;
    }

    internal static CheckedProposal Check(Proposal proposal)
    {
        var result = CheckedProposal.Check(Proposal.Read(proposal.Write()).Value!, Now);
        Assert.True(result.Value is not null, result.Refusal?.ToString());
        return result.Value;
    }

    internal static PresentList Read(SimulatedRepository repository)
    {
        var files = repository.Files;
        string Newest(string role) => files.Keys.Where(name => name.EndsWith($".{role}.json", StringComparison.Ordinal) && char.IsAsciiDigit(name[0]))
            .MaxBy(name => long.Parse(name.Split('.')[0]))!;
        string[] roles = ["targets", .. repository.Regions.SelectMany(region => new[] { $"region-{region.Code}", $"node-{region.Code}" })];
        string[] paths = ["registry.json", "policy.json", .. repository.Regions.SelectMany(region => new[] { $"regions/{region.Code}/issuers.json", $"regions/{region.Code}/node.json", $"regions/{region.Code}/parties.json" })];
        var read = PresentList.Read(
            Enumerable.Range(1, (int)repository.Root.Version).Select(version => (ReadOnlyMemory<byte>)files[$"{version}.root.json"]),
            roles.Where(role => Newest(role) is not null).Select(role => KeyValuePair.Create(role, (ReadOnlyMemory<byte>)files[Newest(role)])),
            paths.Where(path => repository.Target(path) is not null).Select(path => KeyValuePair.Create(path, repository.Target(path)!.Value)));
        return read.Value;
    }

    internal static ISigner NewKey() => SoftwareSigner.Create(SignatureAlgorithm.ES256);

    private static RegionSimulator Region(string code, string iso) => RegionSimulator.Create(code, iso, Now, new Uri("http://hub.test"));
}
