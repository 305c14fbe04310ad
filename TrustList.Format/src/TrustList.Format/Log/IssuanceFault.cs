namespace TrustList.Format.Log;

/// <summary>Why an issuance proof or a logged batch was not accepted (SPEC.md §13.5). A closed list.</summary>
public enum IssuanceFault
{
    /// <summary>Not of the form.</summary>
    Malformed,
    /// <summary>The epoch is not shown to be in the log, under a checkpoint with the witnesses' quorum.</summary>
    NotLogged,
    /// <summary>The batch is not one of the region's, or breaks a rule of batches.</summary>
    BadBatch,
    /// <summary>The batch claims to be closed later than it was logged.</summary>
    DatedLater,
    /// <summary>The batch is not under the epoch's issuance root.</summary>
    NotInEpoch,
    /// <summary>The leaves, or the licence's leaf, are not those of the batch.</summary>
    NotInBatch,
}
