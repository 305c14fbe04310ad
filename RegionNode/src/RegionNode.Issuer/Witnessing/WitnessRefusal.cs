namespace RegionNode.Issuer.Witnessing;

/// <summary>Why this region does not cosign what the log shows (SPEC.md §12.6). A closed list; names are in health, logs and evidence.</summary>
internal enum WitnessRefusal
{
    /// <summary>The offer is not of its form.</summary>
    Malformed,

    /// <summary>The checkpoint is not signed by the log's key, or is of another log.</summary>
    ForgedCheckpoint,

    /// <summary>The log shows fewer leaves than this witness cosigned: leaves were taken back.</summary>
    SmallerTree,

    /// <summary>Two checkpoints of one size with different roots, both signed by the log.</summary>
    SplitView,

    /// <summary>Nothing shows that the larger tree begins with the one that was cosigned.</summary>
    InconsistentTree,

    /// <summary>The epoch offered is not the newest leaf of the checkpoint.</summary>
    EpochNotIncluded,

    /// <summary>The epoch is dated later than now, by more than the clocks may differ.</summary>
    EpochFromTheFuture,

    /// <summary>The epoch is dated earlier than the one cosigned before.</summary>
    EpochTimeWentBack,

    /// <summary>The epoch has no head of this region, or an older one than was admitted before the merge delay.</summary>
    OwnHeadMissing,

    /// <summary>The epoch has a head in this region's name that this node did not sign.</summary>
    OwnHeadForeign,

    /// <summary>A batch of this region that was admitted before the merge delay is not in the log.</summary>
    OwnBatchMissing,

    /// <summary>The log has a batch in this region's name that this node did not sign.</summary>
    OwnBatchForeign,

    /// <summary>The snapshot offered is not the one that the epoch names, or cannot be read.</summary>
    WrongSnapshot,

    /// <summary>The snapshot lists older emergency metadata than was known before the merge delay.</summary>
    EmergencyStale,
}

/// <summary>What a witness makes of an offer.</summary>
internal abstract record WitnessDecision
{
    private WitnessDecision() { }

    /// <summary>Every check passed: record this tree, then cosign.</summary>
    internal sealed record Cosign(WitnessedNote Note, DateTimeOffset EpochTime, ReadOnlyMemory<byte> SnapshotSha256, long Emergency) : WitnessDecision;

    /// <summary>Not cosigned.</summary>
    /// <param name="Why">The first check that failed.</param>
    /// <param name="Detail">For people: numbers, no content.</param>
    /// <param name="Evidence">The offered note where it and the one cosigned before show what the log did; else null.</param>
    internal sealed record Refuse(WitnessRefusal Why, string Detail, ReadOnlyMemory<byte>? Evidence = null) : WitnessDecision;
}

/// <summary>A checkpoint and its note, signed by the log.</summary>
internal sealed record WitnessedNote(TrustList.Format.Log.Checkpoint Checkpoint, ReadOnlyMemory<byte> Bytes);
