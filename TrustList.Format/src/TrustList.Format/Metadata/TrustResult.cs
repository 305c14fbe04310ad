namespace TrustList.Format.Metadata;

/// <summary>
/// What became of one step. <see cref="Next"/> may stand beside a <see cref="Fault"/>: then the new metadata is kept
/// as a floor against rollback (an expired timestamp or snapshot) but
/// nothing that rests on it can be loaded.
/// </summary>
/// <param name="Next">The state to go on with, or null where the step changed nothing.</param>
/// <param name="Fault">Why the step failed, or null where it succeeded.</param>
/// <param name="Detail">For an operator.</param>
public readonly record struct TrustResult(TrustedMetadata? Next, MetadataFault? Fault, string Detail)
{
    /// <summary>Whether the step succeeded; then <see cref="Next"/> is not null.</summary>
    public bool Ok => Fault is null && Next is not null;
}
