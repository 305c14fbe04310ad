using System.Globalization;
using TrustList.Testing.Provinces;

namespace Federation.Nation;

/// <summary>
/// <c>province --size N [--region CODE] [--seed S] [--format csv|ndjson] [--poison P] [--as-of DAY] [--out FILE]</c>: a synthetic
/// province's registry, to standard output or a file, in constant memory. The same arguments give the same bytes.
/// </summary>
internal static class ProvinceCommand
{
    internal const string Verb = "province";
    private const string Usage =
        "usage: nation province --size N [--region CODE] [--seed S] [--format csv|ndjson] [--poison P] [--as-of YYYY-MM-DD] [--out FILE]";
    private const int WrongUsage = 64;
    private const int BufferBytes = 1 << 16;

    internal static int Run(ReadOnlySpan<string> args)
    {
        var (size, region, seed, format, poison, asOf, path) =
            (0L, "310000", 1UL, ProvinceFormat.Csv, 0.0, new DateOnly(2026, 3, 1), (string?)null);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : string.Empty;
            var understood = args[at] switch
            {
                "--size" => long.TryParse(value, CultureInfo.InvariantCulture, out size) && size is > 0 and <= 100_000_000,
                "--region" => (region = value).Length == 6 && region.All(char.IsAsciiDigit),
                "--seed" => ulong.TryParse(value, CultureInfo.InvariantCulture, out seed),
                "--format" => Enum.TryParse(value, ignoreCase: true, out format) && Enum.IsDefined(format),
                "--poison" => double.TryParse(value, CultureInfo.InvariantCulture, out poison) && poison is >= 0 and <= 1,
                "--as-of" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf),
                "--out" => (path = value).Length > 0,
                _ => false,
            };
            if (!understood)
                return Refuse();
        }
        if (size == 0)
            return Refuse();
        using var output = new BufferedStream(path is null ? Console.OpenStandardOutput() : File.Create(path), BufferBytes);
        new SyntheticProvince(region, seed, format, asOf, poison).WriteTo(output, size);
        return 0;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return WrongUsage;
    }
}
