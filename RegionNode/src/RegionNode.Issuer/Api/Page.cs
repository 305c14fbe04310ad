namespace RegionNode.Issuer.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">What to ask <c>after</c> for the next page; null: there is none now.</param>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages.</summary>
internal static class Page
{
    /// <summary>The page of rows that were read with <see cref="PageQuery.Take"/>.</summary>
    internal static Page<TItem> Of<TRow, TItem>(PageQuery query, IReadOnlyList<TRow> rows, Func<TRow, long> position, Func<TRow, TItem> item) =>
        new([.. rows.Take(query.Limit).Select(item)], rows.Count > query.Limit ? Cursor.Of(position(rows[query.Limit - 1])) : null);

    /// <summary>The same where the rows are what is shown.</summary>
    internal static Page<T> Of<T>(PageQuery query, IReadOnlyList<T> rows, Func<T, long> position) => Of(query, rows, position, row => row);
}
