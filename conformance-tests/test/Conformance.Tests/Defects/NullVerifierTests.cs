using Conformance.Cases;
using Conformance.Running;

namespace Conformance.Tests.Defects;

/// <summary>Verifiers that verify nothing pass no case.</summary>
public sealed class NullVerifierTests
{
    [Theory]
    [InlineData("accept-all")]
    [InlineData("reject-all")]
    [InlineData("random")]
    [InlineData("crash")]
    [InlineData("hang")]
    [InlineData("echo")]
    public async Task Rejects_a_verifier_that_verifies_nothing(string name)
    {
        var quick = Catalogue.All.Where(found => !found.Flags.Contains(CaseFlag.Slow) && !found.Flags.Contains(CaseFlag.Kills)).ToList();
        var options = new SuiteOptions { Command = Programs.Null(name), Seed = 7, Patience = name == "hang" ? 0.05 : 1, HangsAtMost = 4 };
        var (_, results) = await new Suite(options).RunAsync(quick);
        Assert.True(results.Length >= quick.Count);
        Assert.Empty(results.Where(result => result.Outcome == Outcome.Pass || (result.Outcome == Outcome.NonStrict && result.Case.Level == Level.Must)).Select(result => result.Case.Id));
    }
}
