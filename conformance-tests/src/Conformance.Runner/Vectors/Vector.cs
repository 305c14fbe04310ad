using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Cases;

namespace Conformance.Vectors;

/// <summary>
/// A played case as one file: what the hub served, what was asked, what must be answered. The bytes are the same for ever, whatever
/// becomes of the code that made them.
/// </summary>
/// <param name="Content">The JSON object, format <c>conformance-vector/1</c>.</param>
internal sealed record Vector(JsonObject Content)
{
    /// <summary>Its format.</summary>
    public const string Format = "conformance-vector/1";

    /// <summary>What stands in place of the hub's address, which is another in every run.</summary>
    public const string HubWord = "{hub}";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The case's id.</summary>
    public string Id => (string)Content["id"]!;

    /// <summary>The file's name: the id with dots.</summary>
    public string FileName => Id.Replace('/', '.') + ".json";

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no vector.</exception>
    public static Vector Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject content && (string?)content["format"] == Format
                ? new Vector(content) : throw new FormatException($"{path} is no {Format}");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path} is no {Format}", e);
        }
    }

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), Content.ToJsonString(Indented) + "\n");

    /// <summary>The case that plays it.</summary>
    public ConformanceCase ToCase() => new()
    {
        Id = Id,
        Title = (string)Content["title"]!,
        Requirements = Texts("requirements"),
        Level = Enum.Parse<Level>((string)Content["level"]!, ignoreCase: true),
        Severity = Enum.Parse<Severity>((string)Content["severity"]!, ignoreCase: true),
        Features = Texts("features"),
        Flags = Texts("flags"),
        Since = (string)Content["since"]!,
        Twin = (string?)Content["twin"],
        Play = PlayAsync,
    };

    private ImmutableArray<string> Texts(string name) => [.. Content[name]!.AsArray().Select(text => (string)text!)];

    private async Task PlayAsync(CaseRun run)
    {
        var blobs = Content["blobs"]!.AsObject();
        foreach (var step in Content["steps"]!.AsArray())
        {
            var hub = await run.HubAsync();
            if (step!["serve"] is JsonObject serve)
                hub.ServeOnly(serve.Select(file => KeyValuePair.Create(file.Key, Convert.FromBase64String((string)blobs[(string)file.Value!]!))));
            var question = new JsonObject();
            foreach (var (name, value) in step["question"]!.AsObject())
                question[name] = value is JsonValue text && text.TryGetValue<string>(out var word) && word.StartsWith(HubWord, StringComparison.Ordinal)
                    ? hub.Url.AbsoluteUri + word[HubWord.Length..]
                    : value?.DeepClone();
            var expected = step["expected"]!;
            await run.AskAsync(question, new Expectation(
                (bool)expected["accept"]!, [.. expected["reasons"]!.AsArray().Select(reason => (string)reason!)], (JsonObject?)expected["evidence"]));
        }
    }
}
