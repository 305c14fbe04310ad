using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Format.Tests.Verification;

/// <summary>SPEC.md §8.3 lists the reasons of the code: the same numbers, names and effects.</summary>
public sealed class SpecReasonsTests
{
    [Fact]
    public void Lists_every_reason_with_its_number_and_effect()
    {
        var rows = File.ReadLines(Path.Combine(RepositoryPaths.Root!, "TrustList.Format", "SPEC.md"))
            .SkipWhile(line => !line.StartsWith("**8.3", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("**8.4", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 4 && int.TryParse(cells[0], out _))
            .Select(cells => $"{cells[0]} {cells[1]} {cells[2]}");
        Assert.Equal(Enum.GetValues<Reason>().Select(reason => $"{(int)reason} {reason} {Effect(ReasonText.Of(reason))}"), rows);
    }

    private static string Effect(ReasonText text) => text switch
    {
        { Effect: ReasonEffect.Warns } => "warns",
        { Effect: ReasonEffect.LeavesOpen } => "leaves open",
        { Waivable: true } => "refuses; waivable",
        _ => "refuses",
    };
}
