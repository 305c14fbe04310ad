namespace TrustList.Format.Status;

/// <summary>
/// One licence's status as a region's heads say it. Holding one from an <see cref="IStatusSource"/> proves that the
/// region's status key signed a state with this value, and, where <see cref="Witnessed"/>, that an epoch with the
/// witnesses' quorum covers that state.
/// </summary>
/// <param name="Value">The value: the more severe of the witnessed one and those signed since; null where the block is not opened.</param>
/// <param name="AsOf">
/// The instant for which it holds: the time of the witnessed epoch, also for a region that has not changed since; of a value
/// that no epoch covers, the head's own.
/// </param>
/// <param name="Version">The version of the head that it rests on.</param>
/// <param name="Witnessed">Whether a witnessed epoch covers that head.</param>
public sealed record StatusEntry(StatusValue? Value, DateTimeOffset AsOf, long Version, bool Witnessed)
{
    /// <summary>The status key that signed the head. A value counts as long as this key does.</summary>
    public required string KeyId { get; init; }

    /// <summary>The number of the witnessed epoch; null where there is no log.</summary>
    public long? Epoch { get; init; }

    /// <summary>Since when a head of the region waits here for its epoch; null where none does. Beyond the merge delay it is an alarm.</summary>
    public DateTimeOffset? UnprovenSince { get; init; }
}
