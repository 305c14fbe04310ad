namespace RegionNode.Gateway.Caching;

/// <summary>
/// Live assertions for a short while, as bytes: nothing that comes out is believed, <see cref="KeptAssertions"/> checks it
/// anew. A cache that is away finds nothing and keeps nothing.
/// </summary>
internal interface IAssertionCache
{
    /// <summary>The bytes that were kept; null where there are none, or they were dropped since.</summary>
    ValueTask<byte[]?> Find(AssertionKey key, CancellationToken cancel);

    /// <summary>Keeps bytes, unless the entry was dropped as of their instant or later.</summary>
    /// <param name="key">What they are about.</param>
    /// <param name="assertion">The bytes, at most <see cref="TrustList.Format.Status.LiveAssertion.MaxBytes"/>.</param>
    /// <param name="issuedAt">When the region made them.</param>
    /// <param name="until">How long they are kept.</param>
    /// <param name="cancel">The caller has gone.</param>
    ValueTask Keep(AssertionKey key, byte[] assertion, DateTimeOffset issuedAt, DateTimeOffset until, CancellationToken cancel);

    /// <summary>
    /// Forgets what was said of these entries up to that instant, at every instance; also an answer to a question that is
    /// still under way.
    /// </summary>
    ValueTask Drop(DroppedEntries dropped, CancellationToken cancel);
}
