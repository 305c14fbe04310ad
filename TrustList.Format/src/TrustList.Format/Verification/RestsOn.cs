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

    /// <summary>Where a licence went whose status is Transferred; null where it is not, or nobody says.</summary>
    public TransferBasis? Transfer { get; init; }

    /// <summary>The agreement under which the licence is recognised; null for one's own region.</summary>
    public string? AgreementId { get; init; }

    /// <summary>When recognition begins, for a licence that is not recognised yet.</summary>
    public DateTimeOffset? RecognisedFrom { get; init; }

    /// <summary>The live answer of the home region, or the one that the holder carried and that decided; null where there was none.</summary>
    public LiveBasis? Live { get; init; }

    /// <summary>The member <c>restsOn</c> of SPEC.md §8.6 as JSON.</summary>
    public string ToJson() => VerdictJson.WriteBasis(this);
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

/// <summary>Where a licence went that moved (SPEC.md §14.5).</summary>
/// <param name="To">The region that answers for the driver now.</param>
/// <param name="Source">What says so.</param>
public sealed record TransferBasis(string To, TransferSource Source)
{
    /// <summary>The log's epoch that holds the transfer; null where nothing proves it.</summary>
    public long? Epoch { get; init; }

    /// <summary>By when the log held it; null where nothing proves it.</summary>
    public DateTimeOffset? LoggedAt { get; init; }
}

/// <summary>What says where a licence went. A closed list.</summary>
public enum TransferSource
{
    /// <summary>A proof: both regions signed, and a witnessed epoch of the log holds it.</summary>
    TransferProof,

    /// <summary>The old region's live answer, or the one that the holder carried.</summary>
    LiveAnswer,
}

/// <summary>The live answer that a verdict used.</summary>
/// <param name="Value">The status the home region gave.</param>
/// <param name="Letters">The full set of GA/T 16.25 letters; empty when the region did not say, or the purpose may not see them.</param>
/// <param name="Points">Points of the running cycle; null as the letters are empty.</param>
/// <param name="PointsClearDate">When the points clear; null as the letters are empty.</param>
/// <param name="IssuedAt">When the home region signed the answer.</param>
public sealed record LiveBasis(StatusValue Value, string Letters, int? Points, DateOnly? PointsClearDate, DateTimeOffset IssuedAt)
{
    /// <summary>Whether the holder carried it, rather than the verifier asking.</summary>
    public bool Stapled { get; init; }
}
