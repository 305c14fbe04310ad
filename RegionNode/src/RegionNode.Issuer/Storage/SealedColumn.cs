namespace RegionNode.Issuer.Storage;

/// <summary>A column whose values are sealed, each bound to its row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The sealed column; it may hold NULL.</param>
/// <param name="Key">An indexed column that names the row.</param>
/// <param name="NumericKey">Whether that is a number.</param>
/// <param name="Row">What <see cref="PersonalData.Seal"/> took as the row's key, in SQL; null: the key itself.</param>
internal sealed record SealedColumn(string Table, string Column, string Key, bool NumericKey = false, string? Row = null)
{
    /// <summary>The name to which its values are bound.</summary>
    internal string Name => $"{Table}.{Column}";

    /// <summary>A row's key as the database compares it; null: before the first.</summary>
    internal object KeyOf(string? key) => NumericKey ? key is null ? long.MinValue : long.Parse(key) : key ?? "";
}
