using Conformance.Cases;

namespace Conformance.Reports;

/// <summary>The folder that a run leaves behind.</summary>
internal static class ReportFolder
{
    /// <summary>The results for machines.</summary>
    public const string Results = "results.json";

    /// <summary>The report for people.</summary>
    public const string Page = "report.html";

    /// <summary>Makes the folder where it is not there, and tries that it can be written: before a run of minutes, not after it.</summary>
    /// <exception cref="IOException">It cannot, or <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        var probe = Path.Combine(folder, ".probe");
        File.WriteAllText(probe, "probe\n");
        File.Delete(probe);
    }

    /// <summary>Writes all of it.</summary>
    public static void Write(RunResult run, string folder)
    {
        Put(Results, ResultsJson.Write(run));
        Put("junit.xml", JUnitXml.Write(run));
        Put("badge.svg", BadgeSvg.Write(run));
        Put(Page, HtmlReport.Write(run));

        void Put(string name, string content) => File.WriteAllText(Path.Combine(folder, name), content);
    }
}
