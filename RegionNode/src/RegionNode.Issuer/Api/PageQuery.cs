using System.Globalization;

namespace RegionNode.Issuer.Api;

/// <summary>
/// The query of a list: <c>?after=CURSOR&amp;limit=N</c>. A handler takes it as an argument; a query that is not one is answered
/// Malformed before the handler runs. Lists are ordered by a number that never changes (a sequence).
/// </summary>
/// <param name="After">The last position that the caller has seen; null: from the beginning.</param>
/// <param name="Limit">The most items of the answer, 1 to <see cref="MostLimit"/>.</param>
internal sealed record PageQuery(long? After, int Limit)
{
    internal const int DefaultLimit = 50;
    internal const int MostLimit = 200;

    /// <summary>How many rows to read: one more than is shown tells whether there is a next page.</summary>
    internal int Take => Limit + 1;

    /// <summary>Reads the query.</summary>
    /// <exception cref="BadHttpRequestException">It is not one.</exception>
    public static ValueTask<PageQuery?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (after, limit) = ((string?)query["after"], (string?)query["limit"]);
        if (query["after"].Count > 1 || query["limit"].Count > 1)
            throw new BadHttpRequestException("A page is asked for once.");
        if (after is not null && Cursor.Position(after) is null)
            throw new BadHttpRequestException("The cursor is not one of ours.");
        return new(new PageQuery(after is null ? null : Cursor.Position(after), limit is null ? DefaultLimit : LimitOf(limit)));
    }

    private static int LimitOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit
            ? limit
            : throw new BadHttpRequestException($"The limit is 1 to {MostLimit}.");
}
