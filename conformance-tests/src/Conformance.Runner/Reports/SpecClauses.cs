using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Conformance.Reports;

/// <summary>The numbered clauses of SPEC.md, as the suite was built with it: a report is sent around without the repository.</summary>
internal static partial class SpecClauses
{
    /// <summary>The text of each clause, by number: <c>4.4</c>, or <c>4</c> for what stands before the first clause of a chapter.</summary>
    public static FrozenDictionary<string, string> All { get; } = Read();

    /// <summary>The clause that a requirement cites, or null: <c>SPEC 4.4</c> gives <c>4.4</c>.</summary>
    public static string? Cited(string requirement) =>
        requirement.StartsWith("SPEC ", StringComparison.Ordinal) && requirement.Split(' ')[1] is var number && All.ContainsKey(number) ? number : null;

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(SpecClauses).Assembly.GetManifestResourceStream("SPEC.md")!);
        var text = reader.ReadToEnd();
        var heads = Head.Matches(text);
        return heads.Select((head, i) => KeyValuePair.Create(head.Groups["number"].Value, text[head.Index..(i + 1 < heads.Count ? heads[i + 1].Index : text.Length)].Trim()))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^(?:\*\*|## )(?<number>\d+(?:\.\d+)?) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Head { get; }
}
