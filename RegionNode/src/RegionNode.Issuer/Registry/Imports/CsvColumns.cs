using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>The header of a CSV file: which column is which field. Columns of other names are let pass unread.</summary>
internal sealed class CsvColumns
{
    private const int MaxColumns = 200;
    private const char Separator = ',';
    private readonly PoliceField?[] fields;

    private CsvColumns(PoliceField?[] fields) => this.fields = fields;

    internal int Count => fields.Length;

    internal PoliceField? this[int column] => fields[column];

    /// <summary>Reads a header; what is wrong with it, for people, where it is none.</summary>
    internal static (CsvColumns? Columns, string? Fault) Read(string header)
    {
        var names = CsvLine.Split(header);
        if (names is null || names.Count > MaxColumns)
            return (null, $"the header is malformed or has more than {MaxColumns} columns");
        PoliceField?[] fields = [.. names.Select(PoliceLine.FieldOf)];
        if (fields.OfType<PoliceField>().GroupBy(field => field).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return (null, $"column {twice.Key} stands twice");
        var missing = PoliceAdapter.RequiredFields.Where(field => !fields.Contains(field)).ToList();
        return missing.Count == 0 ? (new CsvColumns(fields), null) : (null, $"columns are missing: {string.Join(", ", missing)}");
    }

    /// <summary>The header as it is stored: names of the fields read, in their places.</summary>
    public override string ToString() => string.Join(Separator, fields.Select(field => field?.ToString() ?? "-"));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static CsvColumns Parse(string stored) => new([.. stored.Split(Separator).Select(PoliceLine.FieldOf)]);
}
