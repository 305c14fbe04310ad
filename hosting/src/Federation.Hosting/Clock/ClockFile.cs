using System.Globalization;
using System.Text.Json;

namespace Federation.Hosting.Clock;

/// <summary>
/// What a rehearsal clock file says: at the real instant <paramref name="Anchored"/> the simulated clock read
/// <paramref name="Simulated"/>; from there both run at the same speed. Form: <c>{"simulated":"…Z","anchored":"…Z"}</c>.
/// </summary>
/// <param name="Simulated">The simulated instant, UTC.</param>
/// <param name="Anchored">The real instant at which it was set, UTC.</param>
public sealed record ClockFile(DateTimeOffset Simulated, DateTimeOffset Anchored)
{
    /// <summary>The most bytes a clock file may have.</summary>
    public const int MaxBytes = 1024;

    /// <summary>The simulated instant at the given real one.</summary>
    public DateTimeOffset At(DateTimeOffset real) => Simulated + (real - Anchored);

    /// <summary>Reads a clock file; null when it is absent, too large or not of the form above.</summary>
    public static ClockFile? TryRead(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                return null;
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Instant(json, "simulated") is { } simulated && Instant(json, "anchored") is { } anchored
                ? new ClockFile(simulated, anchored)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the file whole or not at all (a temporary file, then a rename), anchored at the real clock's now.</summary>
    /// <returns>What the file says now.</returns>
    public static ClockFile Write(string path, DateTimeOffset simulated)
    {
        var reading = new ClockFile(simulated, TimeProvider.System.GetUtcNow());
        var json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["simulated"] = Text(simulated),
            ["anchored"] = Text(reading.Anchored),
        });
        var temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new";
        File.WriteAllBytes(temporary, json);
        File.Move(temporary, path, overwrite: true);
        return reading;
    }

    private static DateTimeOffset? Instant(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object
        && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
