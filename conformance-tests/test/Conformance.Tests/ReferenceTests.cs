using Conformance.Cases;
using Conformance.Running;

namespace Conformance.Tests;

/// <summary>This project's own verifier passes every case that does not wait for its patience; <c>./soak suite</c> plays those too.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task Passes_every_case()
    {
        var (_, results) = await new Suite(ReferenceAdapter.Options()).RunAsync(Cases.Catalogue.All.Where(found => !found.Flags.Contains(CaseFlag.Slow)));
        Assert.Equal([], results.Where(result => result.Outcome != Outcome.Pass).Select(result => $"{result.Case.Id}: {result.Outcome.Word()} {result.Detail}"));
    }
}
