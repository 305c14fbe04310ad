using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>One line of CSV (RFC 4180): fields between commas, quoted where they hold a comma or a quote, which is doubled.</summary>
internal static class CsvLine
{
    /// <summary>Fills a line by its columns; why not, where it does not fit.</summary>
    internal static LineReason? Read(string text, CsvColumns columns, PoliceLine line)
    {
        for (var (at, column) = (0, 0); ; at++, column++)
        {
            if (!TryField(text, ref at, out var value))
                return LineReason.Malformed;
            if (column >= columns.Count)
                return LineReason.WrongFieldCount;
            if (columns[column] is { } field)
                line[field] = value;
            if (at >= text.Length)
                return column + 1 == columns.Count ? null : LineReason.WrongFieldCount;
        }
    }

    /// <summary>All fields; null where the quotes do not close.</summary>
    internal static List<string>? Split(string text)
    {
        List<string> fields = [];
        for (var at = 0; ; at++)
        {
            if (!TryField(text, ref at, out var value))
                return null;
            fields.Add(value ?? string.Empty);
            if (at >= text.Length)
                return fields;
        }
    }

    /// <summary>The field at a place; leaves the place on the comma after it or at the end.</summary>
    private static bool TryField(string text, ref int at, out string? value)
    {
        if (at < text.Length && text[at] == '"')
            return TryQuoted(text, ref at, out value);
        var end = text.IndexOf(',', at);
        if (end < 0)
            end = text.Length;
        var field = text.AsSpan(at, end - at).Trim(' ');
        value = field.IsEmpty ? null : field.ToString();
        at = end;
        return !field.Contains('"');
    }

    private static bool TryQuoted(string text, ref int at, out string? value)
    {
        value = null;
        var start = at + 1;
        for (var end = start; ; end += 2)
        {
            end = end <= text.Length ? text.IndexOf('"', end) : -1;
            if (end < 0)
                return false;
            if (end + 1 < text.Length && text[end + 1] == '"')
                continue;
            value = text[start..end].Replace("\"\"", "\"", StringComparison.Ordinal);
            at = end + 1;
            return at == text.Length || text[at] == ',';
        }
    }
}
