using System.Text.Json;

namespace RegionNode.Issuer.Registry.Letters;

/// <summary>The letter tables this program knows: data in <c>letter-tables.json</c>, read once. A released version never changes; another is added.</summary>
internal static class LetterTables
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<IReadOnlyList<LetterTable>> Known = new(Read);

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<LetterTable> All => Known.Value;

    /// <summary>The table of a version; null: unknown, and whoever names it is refused.</summary>
    internal static LetterTable? Find(string? version) => All.FirstOrDefault(table => table.Version == version);

    private static List<LetterTable> Read()
    {
        using var data = typeof(LetterTables).Assembly.GetManifestResourceStream(typeof(LetterTables), "letter-tables.json")
            ?? throw new InvalidOperationException("letter-tables.json is not in the program");
        return [.. JsonSerializer.Deserialize<Entry[]>(data, Names)!.Select(entry => entry.ToTable())];
    }

    private sealed record Entry(string Version, string Source, string Same, Dictionary<string, string> Other)
    {
        internal LetterTable ToTable() => new(Version, Source,
            Same.Select(letter => (letter, letter)).Concat(Other.Select(pair => (pair.Key[0], pair.Value[0]))).ToDictionary(pair => pair.Item1, pair => pair.Item2));
    }
}
