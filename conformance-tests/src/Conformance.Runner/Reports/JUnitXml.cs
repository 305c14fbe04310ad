using System.Globalization;
using System.Xml.Linq;
using Conformance.Cases;

namespace Conformance.Reports;

/// <summary>The results as JUnit XML: FAIL is a failure; HANG, CRASH and INCONCLUSIVE are errors; UNSUPPORTED is skipped; NON-STRICT passes and says why.</summary>
internal static class JUnitXml
{
    /// <summary>The text of the file: well-formed, whatever the adapter wrote.</summary>
    public static string Write(RunResult run) => new XDeclaration("1.0", "UTF-8", null) + "\n" + new XElement("testsuites",
        new XAttribute("name", LegalText.Of($"{run.Profile} {run.Adapter.Name}")), Seconds(run.Elapsed), Count("tests", run.Cases.Length),
        run.Cases.GroupBy(result => result.Case.Area).Select(area => new XElement("testsuite",
            new XAttribute("name", area.Key), Count("tests", area.Count()),
            Count("failures", area.Count(result => result.Outcome == Outcome.Fail)), Count("errors", area.Count(IsError)),
            Count("skipped", area.Count(result => result.Outcome == Outcome.Unsupported)), area.Select(Case)))) + "\n";

    private static XElement Case(CaseResult result)
    {
        var element = new XElement("testcase", new XAttribute("classname", result.Case.Area), new XAttribute("name", result.Case.Id), Seconds(result.Elapsed));
        var message = new XAttribute("message", LegalText.Of(result.Detail));
        var wire = new XText(LegalText.Of(string.Join('\n', result.Wire.Select(line => $"{line.Direction} {line.Text}"))));
        element.Add(result.Outcome switch
        {
            Outcome.Pass => null,
            Outcome.NonStrict => new XElement("system-out", LegalText.Of(result.Detail)),
            Outcome.Unsupported => new XElement("skipped", message),
            Outcome.Fail => new XElement("failure", new XAttribute("type", result.Outcome.Word()), message, wire),
            _ => new XElement("error", new XAttribute("type", result.Outcome.Word()), message, wire),
        });
        return element;
    }

    private static bool IsError(CaseResult result) => result.Outcome is Outcome.Hang or Outcome.Crash or Outcome.Inconclusive;

    private static XAttribute Count(string name, int count) => new(name, count);

    private static XAttribute Seconds(TimeSpan time) => new("time", time.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture));
}
