using System.Globalization;
using System.Text;

namespace Federation.Nation;

/// <summary>Bytes against staleness, both logarithmic, as an SVG file.</summary>
public static class StalenessChart
{
    private const int Width = 760, Height = 460, Left = 90, Right = 40, Top = 60, Bottom = 70;

    /// <summary>Draws the chart.</summary>
    public static string Draw(NationReport report)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">
            <rect width="{Width}" height="{Height}" fill="white"/>
            <text x="{Left}" y="24" font-size="16">What a device downloads, by what it missed</text>
            <text x="{Left}" y="42" fill="#555">Synthetic data: {report.Regions} regions, {report.Entries:N0} entries, {report.Exceptions / (double)report.Entries:0.0%} not Valid. Everything: {report.Snapshot.Total:N0} bytes.</text>

            """);
        var (low, high) = Decades(report);
        for (var decade = low; decade <= high; decade++)
        {
            var y = Y(Math.Pow(10, decade), low, high);
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {y:0.0}H{Width - Right}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{Size(decade)}</text>\n");
        }
        foreach (var row in report.Rollups)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(report, row):0.0}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{row.Name}</text>\n");
        var lines = new (string Name, string Colour, Func<NationDownload, double> Of)[]
        {
            ("all that is downloaded", "#b03a2e", row => row.Total), ("payload", "#1f618d", row => row.Payload), ("entropy", "#239b56", row => row.Entropy),
        };
        foreach (var ((name, colour, of), at) in lines.Select((line, at) => (line, at)))
        {
            var points = string.Join(' ', report.Rollups.Select(row => string.Create(CultureInfo.InvariantCulture, $"{X(report, row):0.0},{Y(Math.Max(1, of(row)), low, high):0.0}")));
            var dash = name == "entropy" ? " stroke-dasharray=\"4 3\"" : string.Empty;
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>\n");
            foreach (var row in report.Rollups)
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(report, row):0.0}\" cy=\"{Y(Math.Max(1, of(row)), low, high):0.0}\" r=\"3\" fill=\"{colour}\"><title>{name}, {row.Name}: {of(row):N0} bytes</title></circle>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + at * 190}\" y=\"{Height - 18}\" fill=\"{colour}\">{name}</text>\n");
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static (int Low, int High) Decades(NationReport report) =>
        ((int)Math.Floor(Math.Log10(Math.Max(1, report.Rollups.Min(row => row.Entropy)))), (int)Math.Ceiling(Math.Log10(report.Rollups.Max(row => row.Total))));

    private static double X(NationReport report, NationDownload row)
    {
        var (first, last) = (Math.Log(report.Rollups[0].Missed.TotalMinutes), Math.Log(report.Rollups[^1].Missed.TotalMinutes));
        return Left + 30 + (Math.Log(row.Missed.TotalMinutes) - first) / (last - first) * (Width - Left - Right - 60);
    }

    private static double Y(double bytes, int low, int high) => Height - Bottom - (Math.Log10(bytes) - low) / Math.Max(1, high - low) * (Height - Top - Bottom);

    private static string Size(int decade) => decade switch
    {
        < 3 => $"{Math.Pow(10, decade):0} B",
        < 6 => $"{Math.Pow(10, decade - 3):0} kB",
        _ => $"{Math.Pow(10, decade - 6):0} MB",
    };
}
