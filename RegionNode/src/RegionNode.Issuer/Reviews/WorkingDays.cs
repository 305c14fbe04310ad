using System.Globalization;
using System.Reflection;

namespace RegionNode.Issuer.Reviews;

/// <summary>
/// The Chinese calendar of working days: Monday to Friday, but for the days off and the days worked in exchange that the State
/// Council announces for each year. A year without data is not guessed at: <see cref="Knows"/> says so, and what is computed of it
/// by weekends alone is named as such.
/// </summary>
internal sealed class WorkingDays
{
    private const string BuiltIn = "RegionNode.Issuer.Reviews.working-days.txt";
    private readonly HashSet<int> years = [];
    private readonly HashSet<DateOnly> off = [];
    private readonly HashSet<DateOnly> on = [];

    private WorkingDays(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
            Take(line);
    }

    /// <summary>The calendar that the program carries, and the lines of the operator's own file where there is one.</summary>
    /// <param name="file">Lines of the same form, for years that came after this program.</param>
    /// <exception cref="FormatException">The file is not of that form.</exception>
    internal static WorkingDays Load(string? file = null)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(BuiltIn)!;
        using var reader = new StreamReader(stream);
        return new WorkingDays([.. reader.ReadToEnd().Split('\n'), .. file is not null && File.Exists(file) ? File.ReadAllLines(file) : []]);
    }

    /// <summary>Whether the State Council's notice for the year is at hand.</summary>
    internal bool Knows(int year) => years.Contains(year);

    internal bool IsWorkingDay(DateOnly day) => on.Contains(day) || (!off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    internal DateOnly NextAfter(DateOnly day)
    {
        do
            day = day.AddDays(1);
        while (!IsWorkingDay(day));
        return day;
    }

    private void Take(string line)
    {
        var words = line.Split(' ', 3);
        if (words.Length != 3 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            throw new FormatException($"working days: '{line}' is no line of the calendar");
        if (words[1] == "notice")
        {
            years.Add(year);
            return;
        }
        var ends = words[2].Split("..");
        var (first, last) = (Day(year, ends[0], line), Day(year, ends[^1], line));
        var days = words[1] switch { "off" => off, "on" => on, _ => throw new FormatException($"working days: '{line}' is neither on nor off") };
        for (var day = first; day <= last; day = day.AddDays(1))
            days.Add(day);
    }

    private static DateOnly Day(int year, string text, string line) =>
        DateOnly.TryParseExact($"{year}-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"working days: '{line}' names no day");
}
