using RegionNode.Issuer.Disputes;
using TrustList.Format.Disputes;

namespace RegionNode.Issuer.Storage;

/// <summary>One dispute as this node keeps it, on either side: the signed record, and the signed answer once there is one.</summary>
internal sealed record DisputeRow
{
    /// <summary>Its place in the node's book.</summary>
    public long Seq { get; init; }

    /// <summary>The record's id, hex.</summary>
    public required string Id { get; init; }

    public required string Reporting { get; init; }

    public required string Home { get; init; }

    /// <summary>The record's hash, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The driver where the status is this region's; else none.</summary>
    public required DriverKey Driver { get; init; }

    public required DisputeState State { get; init; }

    /// <summary>The signed record, checked or made before it was stored.</summary>
    public required byte[] Record { get; init; }

    /// <summary>What was attached, opened; null on the side that did not take the report, or where nothing was.</summary>
    public DisputeDetails? Details { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>By when the home region answers.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Why it is not delivered, or was refused; null: nothing stands in its way.</summary>
    public string? Problem { get; init; }

    /// <summary>The signed answer, checked or made before it was stored.</summary>
    public byte[]? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What the home region's office noted for itself, opened.</summary>
    public string? Remark { get; init; }

    internal DisputeClaims Claims => DisputeRecord.Unverified(Record)!; // Checked before it was stored.

    internal DisputeAnswerClaims? Finding => Answer is { } answer ? DisputeAnswer.Unverified(answer) : null;
}
