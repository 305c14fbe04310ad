namespace TrustList.Format.Audit;

/// <summary>What is wrong with an exported audit trail (SPEC.md §15.4). A closed list.</summary>
public enum AuditFault
{
    /// <summary>The line is neither an entry nor a checkpoint.</summary>
    NotALine,

    /// <summary>An entry's content is not that of its hash: it was changed.</summary>
    Changed,

    /// <summary>An entry does not follow the one before it: one was removed, added or moved.</summary>
    NotNext,

    /// <summary>A checkpoint is not the region's, or of another region than the first.</summary>
    BadCheckpoint,

    /// <summary>A checkpoint states another hash for the entry before it: the trail was rewritten.</summary>
    Rewritten,

    /// <summary>A checkpoint speaks of an entry that is not there: the trail was cut short.</summary>
    CutShort,

    /// <summary>The file does not end with the checkpoint of an export of exactly its entries: its end or its beginning is missing.</summary>
    NotWhole,
}
