using System.Globalization;
using TrustList.Format.Credentials;

namespace TrustList.Testing.Provinces;

/// <summary>
/// A made-up driver by police field names. Synthetic throughout: the citizen number begins with 99, which no place has, so it can
/// be nobody's; GLBM says SYNTHETIC in every line.
/// </summary>
internal sealed class ProvinceDriver
{
    internal const string Label = "SYNTHETIC";

    internal static readonly string[] Fields =
        ["DABH", "SFZMHM", "XM", "ZJCX", "YZJCX", "LJJF", "QFRQ", "CFRQ", "CCLZRQ", "CCFZJG", "YXQS", "YXQZ", "SYRQ", "FZJG", "GLBM", "ZT", "GXSJ"];

    // Shares in thousandths. None of them is a real region's figure.
    private static readonly (string Classes, int Share)[] ClassMix =
    [
        ("C1", 640), ("C2", 150), ("C1D", 60), ("C1E", 40), ("B2", 35), ("A2", 20), ("B1B2", 10), ("A1A2", 8), ("A3", 6), ("C1F", 6),
        ("A1A2D", 5), ("C3", 5), ("C4", 4), ("C5", 3), ("C6", 3), ("D", 3), ("M", 1), ("N", 1),
    ];

    private static readonly (string Letters, int Share)[] LetterMix =
    [
        ("A", 934), ("H", 12), ("B", 8), ("M", 8), ("S", 8), ("N", 4), ("T", 4), ("G", 6), ("E", 3), ("D", 3), ("J", 2), ("BM", 2), ("BDJ", 1),
        ("F", 1), ("I", 1), ("L", 1), ("MS", 1), ("U", 1),
    ];

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    internal string this[string field]
    {
        get => values[field];
        set => values[field] = value;
    }

    internal static ProvinceDriver Draw(SeededGenerator generator, string region, long index, DateOnly asOf)
    {
        var office = OfficeOf(region, index);
        var first = asOf.AddDays(-200 - generator.Next(8_000));
        var (from, to) = PeriodOf(first, asOf);
        var (classes, letters) = (Pick(ClassMix, generator), Pick(LetterMix, generator));
        var points = letters.Contains('B') ? 12 + generator.Next(6) : generator.Next(10) < 7 ? 0 : 1 + generator.Next(11);
        var driver = new ProvinceDriver();
        driver["DABH"] = FileNumberOf(region, index);
        driver["SFZMHM"] = CitizenOf(generator, first);
        driver["XM"] = ProvinceNames.Draw(generator);
        driver["ZJCX"] = classes;
        driver["YZJCX"] = classes.Length > 2 && generator.Next(2) == 0 ? classes[2..] : string.Empty;
        driver["LJJF"] = points.ToString(CultureInfo.InvariantCulture);
        driver["QFRQ"] = Day(new DateOnly(asOf.Year, first.Month, Math.Min(first.Day, 28)).AddYears(1));
        driver["CFRQ"] = points >= 12 ? Day(asOf.AddDays(-generator.Next(100))) : string.Empty;
        driver["CCLZRQ"] = Day(first);
        driver["CCFZJG"] = office;
        driver["YXQS"] = Day(from);
        driver["YXQZ"] = to is { } last ? Day(last) : "9999-12-31";
        driver["SYRQ"] = classes[0] is 'A' or 'B' ? Day(asOf.AddDays(generator.Next(365))) : string.Empty;
        driver["FZJG"] = office;
        driver["GLBM"] = Label;
        driver["ZT"] = letters;
        driver["GXSJ"] = $"{Day(asOf.AddDays(-generator.Next(190)))} {generator.Next(24):00}:{generator.Next(60):00}:{generator.Next(60):00}";
        return driver;
    }

    internal static string FileNumberOf(string region, long index) => $"{OfficeOf(region, index)[..4]}{index:D8}";

    /// <summary>An office of the region: a province's drivers are spread over its first eleven cities.</summary>
    private static string OfficeOf(string region, long index) =>
        region.EndsWith("0000", StringComparison.Ordinal) ? $"{region[..2]}{1 + (index % 11):00}00" : region[..4] + "00";

    private static string CitizenOf(SeededGenerator generator, DateOnly first)
    {
        var birth = first.AddYears(-18 - generator.Next(30)).AddDays(-generator.Next(360));
        return CitizenNumber.Complete($"99{generator.Next(10_000):D4}{birth:yyyyMMdd}{generator.Next(1_000):D3}");
    }

    private static (DateOnly From, DateOnly? To) PeriodOf(DateOnly first, DateOnly asOf)
    {
        if (first.AddYears(6) > asOf)
            return (first, first.AddYears(6));
        return first.AddYears(16) > asOf ? (first.AddYears(6), first.AddYears(16)) : (first.AddYears(16), null);
    }

    private static string Pick((string Value, int Share)[] mix, SeededGenerator generator)
    {
        var thrown = generator.Next(1_000);
        foreach (var (value, share) in mix)
        {
            if ((thrown -= share) < 0)
                return value;
        }
        return mix[0].Value;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
