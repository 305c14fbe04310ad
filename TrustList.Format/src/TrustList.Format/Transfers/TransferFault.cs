namespace TrustList.Format.Transfers;

/// <summary>Why something of a transfer was not accepted (SPEC.md §14.5). A closed list.</summary>
public enum TransferFault
{
    /// <summary>Not of the form.</summary>
    Malformed,
    /// <summary>A side signed with a key that is not one of its region's status keys, or may not count now.</summary>
    UnknownKey,
    /// <summary>A side's signature does not verify.</summary>
    BadSignature,
    /// <summary>The message is about another transfer, another region or another person.</summary>
    WrongSubject,
    /// <summary>Dated more than 60 seconds ahead.</summary>
    FromTheFuture,
    /// <summary>The epoch is not shown to be in the log, under a checkpoint with the witnesses' quorum.</summary>
    NotLogged,
    /// <summary>The record is not under the epoch's root over transfers.</summary>
    NotInEpoch,
    /// <summary>The epoch was made after the record's deadline: such a transfer never happened.</summary>
    TooLate,
}
