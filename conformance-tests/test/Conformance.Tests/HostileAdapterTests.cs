using Conformance.Cases;
using Conformance.Running;

namespace Conformance.Tests;

/// <summary>Programs that are no adapters: the suite ends with a plain word, in bounded time and memory.</summary>
public sealed class HostileAdapterTests
{
    [Theory]
    [InlineData("yes", Outcome.Crash)]
    [InlineData("cat", Outcome.Crash)]
    [InlineData("cat /dev/zero", Outcome.Hang)]
    [InlineData("cat /dev/zero >&2", Outcome.Crash)]
    [InlineData("sleep 60", Outcome.Hang)]
    [InlineData("false", Outcome.Crash)]
    [InlineData("/no/such/program", Outcome.Crash)]
    public async Task Survives_a_program_that_is_no_adapter(string command, Outcome expected)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var suite = new Suite(ReferenceAdapter.Options() with { Command = command, Patience = 0.05 });
        var end = await Assert.ThrowsAsync<CaseEndException>(() => suite.RunAsync(Cases.Catalogue.All));
        Assert.Equal(expected, end.Outcome);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64_000_000);
    }
}
