using System.Collections.Immutable;
using System.Globalization;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>
/// The words in which one instance tells the others what it dropped: three lines with seconds since 1970, the list, and the
/// entries between commas (none: the whole list). A false one costs a question more, nothing else.
/// </summary>
internal static class DropNote
{
    private const int MostCharacters = 32_768;

    /// <summary>Writes one.</summary>
    public static string Write(DroppedEntries dropped) =>
        string.Create(CultureInfo.InvariantCulture, $"{dropped.AsOf.ToUnixTimeSeconds()}\n{dropped.StatusUri}\n{string.Join(',', dropped.Indices)}");

    /// <summary>Reads one; null where it is none.</summary>
    public static DroppedEntries? Read(string? text)
    {
        if (text is null or { Length: > MostCharacters } || text.Split('\n') is not [var at, { Length: > 0 } uri, var entries]) return null;
        var indices = entries.Length == 0 ? [] : entries.Split(',').Select(Number).ToImmutableArray();
        return Number(at) is { } seconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && indices.Length <= DroppedEntries.MostSingly && indices.All(index => index is not null)
            ? new DroppedEntries(uri, indices.Select(index => index!.Value), DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
