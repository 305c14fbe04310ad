using TrustList.Testing;
using TrustList.Testing.Synthesis;

namespace Federation.Nation;

/// <summary>One region of the synthetic nation.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Entries">Indices given out.</param>
/// <param name="Mix">How many of them are exceptions, and of which values.</param>
/// <param name="DailyChanges">The share of its entries that change in a day.</param>
public sealed record NationRegion(string Code, long Entries, StatusMix Mix, double DailyChanges);

/// <summary>
/// The synthetic nation: sizes, exception rates and rates of change of its regions, from a fixed seed. None of them is a
/// real region's figure; together they come to the nation's number of licences, about 3 per cent exceptions, and about
/// 0.01 per cent changes a day.
/// </summary>
public static class NationPlan
{
    /// <summary>Provinces; the regions after them are cities.</summary>
    public const int Provinces = 31;

    /// <summary>Entries of the whole nation.</summary>
    public const long Entries = 499_000_000;

    private const ulong Seed = 499_000_000_2026;
    private const double DailyChanges = 0.0001;

    /// <summary>The regions by code.</summary>
    public static IReadOnlyList<NationRegion> Make(NationOptions options)
    {
        var generator = new SeededGenerator(Seed);
        // A province keeps more than a city admitted beside it; both vary sevenfold.
        double[] weights = [.. Enumerable.Range(0, options.Regions).Select(n => (n < Provinces ? 10 : 1) * (0.3 + 1.8 * generator.NextUnit()))];
        var (all, left, total) = (weights.Sum(), (long)(Entries * options.Fraction), (long)(Entries * options.Fraction));
        var regions = new List<NationRegion>();
        for (var n = 0; n < options.Regions; n++)
        {
            var entries = n == options.Regions - 1 ? left : (long)(total * weights[n] / all);
            left -= entries;
            var mix = StatusMix.Three.At(0.006 + 0.048 * generator.NextUnit());
            regions.Add(new NationRegion(CodeOf(n), entries, mix, DailyChanges * (0.5 + generator.NextUnit())));
        }
        return [.. regions.OrderBy(region => region.Code, StringComparer.Ordinal)];
    }

    /// <summary>The provinces' codes: the witnesses.</summary>
    public static IEnumerable<string> Witnesses => Enumerable.Range(0, Provinces).Select(CodeOf);

    /// <summary>The cities that are admitted beside a province, whose territory they leave; none of a city.</summary>
    public static string[] CitiesOf(string code, IReadOnlyList<NationRegion> regions) => code.EndsWith("0000", StringComparison.Ordinal)
        ? [.. regions.Select(region => region.Code).Where(other => other != code && other.StartsWith(code[..2], StringComparison.Ordinal))]
        : [];

    private static string CodeOf(int n) => $"{11 + n % Provinces:00}{n / Provinces:00}00";
}
