using System.Xml.Linq;
using Conformance.Cases;
using Conformance.Reports;

namespace Conformance.Tests.Reports;

/// <summary>JUnit XML, read by an XML reader.</summary>
public sealed class JUnitTests
{
    [Theory]
    [InlineData(Outcome.Pass, null)]
    [InlineData(Outcome.NonStrict, "system-out")]
    [InlineData(Outcome.Fail, "failure")]
    [InlineData(Outcome.Unsupported, "skipped")]
    [InlineData(Outcome.Inconclusive, "error")]
    [InlineData(Outcome.Hang, "error")]
    [InlineData(Outcome.Crash, "error")]
    public void Survives_what_an_adapter_wrote_and_counts_right(Outcome outcome, string? element)
    {
        var results = SampleRun.Results(Outcome.Pass);
        results = results.SetItem(0, results[0] with { Outcome = outcome });
        var read = XDocument.Parse(JUnitXml.Write(SampleRun.Of(results)));
        var cases = read.Descendants("testcase").ToList();
        Assert.Equal(SampleRun.Asked.Length, cases.Count);
        Assert.Equal(SampleRun.Asked.Length, (int)read.Root!.Attribute("tests")!);
        var marked = cases.Where(found => found.HasElements).ToList();
        Assert.Equal(element, marked.SingleOrDefault()?.Elements().Single().Name.LocalName);
        foreach (var (counted, name) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
            Assert.Equal(element == name ? 1 : 0, read.Descendants("testsuite").Sum(suite => (int)suite.Attribute(counted)!));
    }

    [Fact]
    public void Keeps_the_lines_of_a_failure()
    {
        var failure = XDocument.Parse(JUnitXml.Write(SampleRun.Of(SampleRun.Results(Outcome.Fail)))).Descendants("failure").First();
        Assert.Contains("<script>alert(1)</script> \uFFFD\uFFFD[31m \uFFFD ]]> & \" '", failure.Value, StringComparison.Ordinal);
    }
}
