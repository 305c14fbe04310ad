using TrustList.Format.Status;

namespace TrustList.Format.Verification;

/// <summary>What a verdict rests on, so that it can be checked again later. SPEC.md §8.5.</summary>
public sealed record RestsOn
{
    /// <summary>The versions of the trust list; null when only an anchor was checked or there was none.</summary>
    public TrustVersions? TrustList { get; init; }

    /// <summary>The witnessed epoch of the log that shows the trust list; null where policy names no log.</summary>
    public EpochBasis? Epoch { get; init; }

    /// <summary>The licence's place in a status list; the list may be missing.</summary>
    public StatusBasis? Status { get; init; }

    /// <summary>When the licence was logged, where its key is distrusted and the licence's proof shows that it is older; else null.</summary>
    public IssuanceBasis? Issuance { get; init; }

    /// <summary>The agreement under which the licence is recognised; null for one's own region.</summary>
    public string? AgreementId { get; init; }

    /// <summary>When recognition begins, for a licence that is not recognised yet.</summary>
    public DateTimeOffset? RecognisedFrom { get; init; }

    /// <summary>The live answer of the home region, when one was given.</summary>
    public LiveBasis? Live { get; init; }
}

/// <summary>The epoch of the transparency log that a trust list rests on.</summary>
/// <param name="Number">Its number, which is its place in the log.</param>
/// <param name="Time">When the hub made it.</param>
/// <param name="LoggedAt">The quorum-th earliest cosignature on the checkpoint that proves it.</param>
public sealed record EpochBasis(long Number, DateTimeOffset Time, DateTimeOffset LoggedAt);

/// <summary>The status entry that a licence points to.</summary>
/// <param name="Uri">The list's uri, from the signed licence.</param>
/// <param name="Index">The entry, from the signed licence.</param>
public sealed record StatusBasis(string Uri, long Index)
{
    /// <summary>Whether a status list or a region's head gave the value; null when neither was at hand.</summary>
    public StatusOrigin? Origin { get; init; }

    /// <summary>The value read; null when nothing verified was at hand.</summary>
    public StatusValue? Value { get; init; }

    /// <summary>The instant for which the value holds: when the region signed the list, or the time of the witnessed epoch that covers its head.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The age at the verdict's instant, whole seconds, counted from <see cref="IssuedAt"/>.</summary>
    public long? AgeSeconds { get; init; }

    /// <summary>The number of the witnessed epoch; null where the value rests on none.</summary>
    public long? Epoch { get; init; }

    /// <summary>The version of the region's head; null for a status list.</summary>
    public long? Version { get; init; }
}

/// <summary>The proof by which a licence of a distrusted key counts (SPEC.md §13).</summary>
/// <param name="LoggedAt">By when the log held its leaf: before the distrust begins.</param>
/// <param name="Epoch">The log's epoch that holds its batch.</param>
/// <param name="Batch">The number of its region's batch.</param>
public sealed record IssuanceBasis(DateTimeOffset LoggedAt, long Epoch, long Batch);

/// <summary>The live answer that a verdict used.</summary>
/// <param name="Value">The status the home region gave.</param>
/// <param name="Letters">The full set of GA/T 16.25 letters.</param>
/// <param name="Points">Points of the running cycle; null when the region did not say.</param>
/// <param name="PointsClearDate">When the points clear.</param>
/// <param name="IssuedAt">When the home region signed the answer.</param>
public sealed record LiveBasis(StatusValue Value, string Letters, int? Points, DateOnly? PointsClearDate, DateTimeOffset IssuedAt);
