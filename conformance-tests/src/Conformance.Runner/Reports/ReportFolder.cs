using Conformance.Cases;

namespace Conformance.Reports;

/// <summary>The folder that a run leaves behind.</summary>
internal static class ReportFolder
{
    /// <summary>The results for machines.</summary>
    public const string Results = "results.json";

    /// <summary>The report for people.</summary>
    public const string Page = "report.html";

    /// <summary>Writes all of it; the folder is made where it is not there.</summary>
    public static void Write(RunResult run, string folder)
    {
        Directory.CreateDirectory(folder);
        Put(Results, ResultsJson.Write(run));
        Put("junit.xml", JUnitXml.Write(run));
        Put("badge.svg", BadgeSvg.Write(run));
        Put(Page, HtmlReport.Write(run));

        void Put(string name, string content) => File.WriteAllText(Path.Combine(folder, name), content);
    }
}
