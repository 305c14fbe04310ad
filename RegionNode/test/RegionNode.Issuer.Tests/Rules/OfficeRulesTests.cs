using System.Reflection;
using TrustList.Testing;
using Xunit.Sdk;

namespace RegionNode.Issuer.Tests.Rules;

/// <summary>No rule of the office goes untested: a test that names it runs wherever the others do. And none is invented: each has the words of the facts.</summary>
public sealed class OfficeRulesTests
{
    public static TheoryData<OfficeRule> Rules => [.. Enum.GetValues<OfficeRule>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_is_named_by_a_test(OfficeRule rule) => Assert.Contains(
        typeof(OfficeRulesTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()),
        method => method.GetCustomAttributes<NamesRuleAttribute>().Any(named => named.Rule == rule)
            && method.GetCustomAttributes<FactAttribute>().Any(fact => fact.Skip is null)
            && method.GetCustomAttributes<DataAttribute>().All(rows => rows.Skip is null));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_has_the_words_on_which_it_rests(OfficeRule rule) => Assert.NotNull(SaysOf(rule));

    [VectorFact("../facts/domain.md")]
    public void Each_rule_stands_in_the_facts() => Assert.All(Enum.GetValues<OfficeRule>().Select(SaysOf), says =>
        Assert.Contains(says!.Words, File.ReadAllText(Path.Combine(RepositoryPaths.Vectors!, "..", says.In)), StringComparison.Ordinal));

    private static SaysAttribute? SaysOf(OfficeRule rule) => typeof(OfficeRule).GetField(rule.ToString())!.GetCustomAttribute<SaysAttribute>();
}
