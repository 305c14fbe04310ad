using System.Collections.Immutable;
using System.Text.Json;

namespace Conformance.Patching;

/// <summary>The file of defects: <c>conformance-tests/adapters/defective/defects.json</c>.</summary>
public static class DefectList
{
    /// <summary>Where it lies, from the repository's root.</summary>
    public const string Path = "conformance-tests/adapters/defective/defects.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads it.</summary>
    /// <param name="root">The repository's root.</param>
    /// <exception cref="JsonException">It is not of this form.</exception>
    public static ImmutableArray<SeededDefect> Read(string root) =>
        JsonSerializer.Deserialize<ImmutableArray<SeededDefect>>(File.ReadAllText(System.IO.Path.Combine(root, Path)), Options);
}
