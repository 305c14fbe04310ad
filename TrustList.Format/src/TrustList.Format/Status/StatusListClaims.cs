namespace TrustList.Format.Status;

/// <summary>What a status list token says about its list (Token Status List §5; SPEC.md §7.4).</summary>
/// <param name="Uri">The <c>sub</c> claim: where the list is published, equal to the <c>uri</c> in every licence that points to it.</param>
/// <param name="IssuedAt">The <c>iat</c> claim, whole seconds.</param>
/// <param name="Expires">The <c>exp</c> claim: not to be used from then on.</param>
/// <param name="Ttl">The <c>ttl</c> claim: after this time a fresh copy should be fetched; whole seconds, positive.</param>
/// <param name="AggregationUri">Where all lists of this issuer are named.</param>
/// <param name="ListVersion">Our private claim: 1, 2, 3 … for one uri, strictly rising; 0 where the token has none.</param>
public sealed record StatusListClaims(
    string Uri, DateTimeOffset IssuedAt, DateTimeOffset? Expires = null, TimeSpan? Ttl = null, string? AggregationUri = null, long ListVersion = 0)
{
    /// <summary>The most characters of a uri in a token.</summary>
    public const int UriCharacters = 512;

    /// <summary>The longest time to live: one year, in seconds.</summary>
    public const int TtlSeconds = 366 * 86_400;

    /// <summary>
    /// When a holder of the list should fetch a newer one: <c>iat + ttl</c>, at the latest <c>exp</c>; null where
    /// neither is stated. Counted from issue, not from the download, so that a mirror cannot make a list look newer.
    /// </summary>
    public DateTimeOffset? RefreshAt => Ttl is not { } ttl ? Expires
        : Expires is { } end && end < IssuedAt + ttl ? end : IssuedAt + ttl;

    /// <summary>The rule of SPEC.md §7.4 that these claims break; null when they break none.</summary>
    internal string? BrokenRule =>
        Uri.Length is 0 or > UriCharacters ? $"the uri has 1 to {UriCharacters} characters"
        : AggregationUri is { Length: 0 or > UriCharacters } ? $"the aggregation uri has 1 to {UriCharacters} characters"
        : Expires <= IssuedAt ? "the expiry does not come after the issue"
        : Ttl is { TotalSeconds: < 1 or > TtlSeconds } ? $"the time to live is 1 to {TtlSeconds} seconds"
        : ListVersion < 0 ? "the list version is negative"
        : null;

    /// <summary>These claims, when they may be signed.</summary>
    /// <exception cref="ArgumentException">They break a rule.</exception>
    internal StatusListClaims Checked() => BrokenRule is { } rule ? throw new ArgumentException(rule) : this;
}
