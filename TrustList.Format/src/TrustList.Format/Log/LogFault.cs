namespace TrustList.Format.Log;

/// <summary>Why something of the transparency log was not accepted (SPEC.md §12.9). A closed list.</summary>
public enum LogFault
{
    /// <summary>Not of the form: note, checkpoint, signature line, epoch, proof or tile.</summary>
    Malformed,
    /// <summary>A checkpoint of another log than policy names.</summary>
    WrongOrigin,
    /// <summary>The log's key did not sign the checkpoint.</summary>
    NotSigned,
    /// <summary>A line says that it is of a known key, and is not.</summary>
    BadSignature,
    /// <summary>Fewer witnesses than the quorum cosigned the checkpoint.</summary>
    QuorumMissing,
    /// <summary>The quorum is reached only with cosignatures that are dated later than now.</summary>
    FromTheFuture,
    /// <summary>The proof does not show that the leaf is in the tree.</summary>
    NotIncluded,
    /// <summary>The proof does not show that the larger tree begins with the smaller.</summary>
    Inconsistent,
    /// <summary>The epoch is not the newest leaf of its checkpoint.</summary>
    NotNewest,
    /// <summary>The epoch names another snapshot of the trust list than is used.</summary>
    OtherSnapshot,
    /// <summary>A tile or an entry bundle is not there, or is cut short.</summary>
    MissingData,
    /// <summary>A tile or leaf contradicts the checkpoint.</summary>
    WrongData,
}
