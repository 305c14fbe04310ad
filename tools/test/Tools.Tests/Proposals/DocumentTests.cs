using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Diff;
using Federation.Ceremonies.Proposals;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Tools.Tests.Proposals;

public sealed class DocumentTests
{
    private readonly Nation nation = new();

    [Fact]
    public void Rejects_a_registry_that_drops_a_region()
    {
        var registry = nation.Present.Registry;
        var draft = nation.DraftTargets(new TargetsChange { Registry = registry with { Regions = registry.Regions[..1] } });
        var refusal = CheckedProposal.Check(draft, Nation.Now).Refusal;
        Assert.Equal(ProposalFault.BadDocument, refusal?.Fault);
        Assert.Contains("RecordDropped", refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_file_that_the_metadata_does_not_list_so()
    {
        var draft = nation.DraftTargets();
        var files = draft.Proposed.Files.ToDictionary();
        files[PolicyDocument.Path] = (byte[])[.. files[PolicyDocument.Path].Span, (byte)' '];
        Assert.Equal(ProposalFault.FileMismatch, CheckedProposal.Check(draft with { Proposed = draft.Proposed with { Files = files } }, Nation.Now).Refusal?.Fault);
    }

    [Fact]
    public void Tells_a_suspension_in_both_languages()
    {
        var registry = nation.Present.Registry;
        var suspended = registry.Regions[0] with { History = registry.Regions[0].History.Add(new(RegionState.Suspended, Nation.Now, "audit")) };
        var diff = ProposalDiff.Of(Nation.Check(nation.DraftTargets(new TargetsChange { Registry = registry with { Regions = registry.Regions.SetItem(0, suspended) } })));
        Assert.Contains(diff.Sentences, sentence => sentence.En.Contains("is suspended", StringComparison.Ordinal) && sentence.Zh.Contains("暂停", StringComparison.Ordinal));
        Assert.Contains(diff.Exact, change => change.Path.StartsWith($"registry.json regions[{suspended.Code}].history[1]", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_that_a_renewal_changes_nothing_but_dates_and_hashes()
    {
        var diff = ProposalDiff.Of(Nation.Check(nation.DraftTargets()));
        Assert.Contains(diff.Sentences, sentence => sentence.En.StartsWith("The content stays", StringComparison.Ordinal));
        Assert.All(diff.Exact, change => Assert.Contains(change.Path, new[] { "targets version", "targets expires" }));
    }

    [Fact]
    public void Leaves_no_changed_value_of_registry_or_policy_unsaid()
    {
        var draft = nation.DraftTargets();
        var said = 0;
        foreach (var (path, file) in draft.Proposed.Files)
        {
            var leaves = Leaves(CanonicalJson.Parse(file.Span, Limits.TargetFileBytes).Value).ToList();
            foreach (var leaf in leaves)
            {
                var changed = CanonicalJson.Parse(file.Span, Limits.TargetFileBytes).Value;
                Spoil(changed, leaf);
                Assert.NotEmpty(ExactChange.Between(path, file, CanonicalJson.EncodeText(changed)));
                said++;
            }
        }

        Assert.True(said > 100, $"only {said} values");
    }

    private static IEnumerable<string[]> Leaves(JsonNode? node, params string[] at) => node switch
    {
        JsonObject json => json.SelectMany(pair => Leaves(pair.Value, [.. at, pair.Key])),
        JsonArray array => array.SelectMany((item, i) => Leaves(item, [.. at, i.ToString()])),
        _ => [at],
    };

    private static void Spoil(JsonObject root, string[] at)
    {
        JsonNode node = root;
        foreach (var step in at[..^1]) node = node is JsonArray array ? array[int.Parse(step)]! : node[step]!;
        if (node is JsonArray last) last[int.Parse(at[^1])] = "spoiled";
        else node[at[^1]] = "spoiled";
    }
}
