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
    /// <summary>
    /// When a holder of the list should fetch a newer one: <c>iat + ttl</c>, at the latest <c>exp</c>; null where
    /// neither is stated. Counted from issue, not from the download, so that a mirror cannot make a list look newer.
    /// </summary>
    public DateTimeOffset? RefreshAt => Ttl is not { } ttl ? Expires
        : Expires is { } end && end < IssuedAt + ttl ? end : IssuedAt + ttl;
}
