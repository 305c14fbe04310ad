using System.Collections.Frozen;

namespace Conformance.Cases;

/// <summary>The titles of cases in Chinese: <c>Cases/titles-zh.tsv</c>, a line each, the English title, a tab, the Chinese one.</summary>
internal static class ChineseTitles
{
    /// <summary>The Chinese title of each English one.</summary>
    public static FrozenDictionary<string, string> All { get; } = Read();

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(ChineseTitles).Assembly.GetManifestResourceStream("titles-zh.tsv")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToFrozenDictionary(words => words[0], words => words[1], StringComparer.Ordinal);
    }
}
