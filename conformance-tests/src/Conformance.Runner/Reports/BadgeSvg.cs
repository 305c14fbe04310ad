using System.Globalization;
using System.Net;
using Conformance.Cases;

namespace Conformance.Reports;

/// <summary>A picture of one line: the profile, and whether it is passed.</summary>
internal static class BadgeSvg
{
    private const double Letter = 6.6, Margin = 14;

    /// <summary>The text of the file.</summary>
    public static string Write(RunResult run)
    {
        var passed = run.Cases.Count(result => result.Outcome == Outcome.Pass);
        var (left, right) = ($"conformance {run.Profile}", run.Passed ? $"passed {passed}" : $"failed, {passed} of {run.Cases.Length} passed");
        var (leftWidth, rightWidth) = (left.Length * Letter + Margin, right.Length * Letter + Margin);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{leftWidth + rightWidth:F0}" height="22" role="img" aria-label="{WebUtility.HtmlEncode(left)}: {right}">
              <rect width="{leftWidth:F0}" height="22" fill="#44505c"/>
              <rect x="{leftWidth:F0}" width="{rightWidth:F0}" height="22" fill="{(run.Passed ? "#1a7f37" : "#b35900")}"/>
              <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
                <text x="{leftWidth / 2:F0}" y="15">{WebUtility.HtmlEncode(left)}</text>
                <text x="{leftWidth + rightWidth / 2:F0}" y="15">{right}</text>
              </g>
            </svg>

            """);
    }
}
