using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Conformance.Cases;
using Conformance.Reports;
using Conformance.Running;
using TrustList.Format.Encoding;

namespace Conformance.Comparing;

/// <summary>Reads <c>results.json</c> as somebody else's file: bounded, and with a word for what is wrong with it.</summary>
internal static class ResultsFile
{
    /// <summary>The most bytes that are read: twenty times a run of every case.</summary>
    internal const int MaxBytes = 64 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static readonly ImmutableDictionary<string, Outcome> Outcomes = Enum.GetValues<Outcome>().ToImmutableDictionary(outcome => outcome.Word(), StringComparer.Ordinal);

    /// <summary>Reads it, or says why not.</summary>
    public static (ClaimedResults? Results, string? Error) Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (file.Length > MaxBytes)
                return (null, $"{path}: {file.Length} bytes, at most {MaxBytes}");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            using var json = JsonDocument.Parse(bytes, Strict);
            return (Read(json.RootElement, bytes), null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return (null, $"{path}: {e.Message}");
        }
    }

    private static ClaimedResults Read(JsonElement root, byte[] bytes)
    {
        if (Text(root, "format") is var format && format != ResultsJson.Format)
            throw new FormatException($"format is {PlainLine.Of(format)}, not {ResultsJson.Format}");
        var adapter = root.GetProperty("adapter");
        return new ClaimedResults
        {
            Suite = Text(root, "suite"),
            Seed = Text(root, "seed"),
            Profile = Text(root, "profile"),
            StartedAt = Instants.TryParse(Text(root, "startedAt"), out var started) && started.Year < 9999 ? started : throw new FormatException("startedAt is no instant"),
            Adapter = Text(adapter, "name"),
            AdapterVersion = Text(adapter, "version"),
            AdapterSha256 = Text(adapter, "sha256"),
            SaysPassed = root.GetProperty("passed").GetBoolean(),
            Features = [.. adapter.GetProperty("features").EnumerateArray().Select(feature => feature.GetString() ?? string.Empty)],
            Expected = [.. root.GetProperty("expected").EnumerateArray().Select(Known)],
            Objections = root.GetProperty("objections").GetArrayLength(),
            Cases = Cases(root.GetProperty("cases")),
            Sha256 = LowerHex.Of(SHA256.HashData(bytes)),
        };
    }

    private static ImmutableSortedDictionary<string, ClaimedCase> Cases(JsonElement entries)
    {
        var cases = ImmutableSortedDictionary.CreateBuilder<string, ClaimedCase>(StringComparer.Ordinal);
        foreach (var found in entries.EnumerateArray().Select(Case))
            if (!cases.TryAdd(found.Id, found))
                throw new FormatException($"{PlainLine.Of(found.Id)} twice");
        return cases.ToImmutable();
    }

    private static ExpectedFailure Known(JsonElement entry) => new(
        Text(entry, "id"), Text(entry, "reason"), Text(entry, "issue"),
        DateOnly.ParseExact(Text(entry, "until"), "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static ClaimedCase Case(JsonElement entry) => new(
        Text(entry, "id"),
        Outcomes.TryGetValue(Text(entry, "outcome"), out var outcome) ? outcome : throw new FormatException($"{PlainLine.Of(Text(entry, "id"))}: outcome {PlainLine.Of(Text(entry, "outcome"))}"),
        Text(entry, "severity"));

    private static string Text(JsonElement members, string name) =>
        members.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw new FormatException($"{name} is no text");
}
