namespace TrustList.Format.Status;

/// <summary>Why a status list token, a live assertion or anything of a status state was not accepted (SPEC.md §7.5, §7.12). A closed list.</summary>
public enum StatusFault
{
    /// <summary>Not of the form: encoding, claims or their ranges.</summary>
    Malformed,
    /// <summary>Signed for another use: the type header is not that of this kind of token.</summary>
    WrongType,
    /// <summary>The key it names is not one that the region's signed record allows now.</summary>
    UnknownKey,
    /// <summary>The named key did not sign it.</summary>
    BadSignature,
    /// <summary>It speaks of another list, region or index than was asked for.</summary>
    WrongSubject,
    /// <summary>It was issued later than now, beyond the permitted skew of clocks.</summary>
    FromTheFuture,
    /// <summary>Its own expiry has passed.</summary>
    Expired,
    /// <summary>It lives longer than its kind may.</summary>
    TooLong,
    /// <summary>It answers another question: the nonce differs.</summary>
    WrongNonce,
    /// <summary>The compressed list is damaged, of an unknown width, or larger than a list may be.</summary>
    BadList,
    /// <summary>A snapshot's or delta's coded bytes are damaged, cut short or followed by others.</summary>
    BadPayload,
    /// <summary>More bytes, blocks or entries than the limits allow.</summary>
    TooLarge,
    /// <summary>What was decoded, applied or proved does not have the state root of the head.</summary>
    RootMismatch,
    /// <summary>A head that does not follow the one that is held: its version or the hash of its predecessor.</summary>
    NotNext,
    /// <summary>The heads do not have the heads root of the epoch.</summary>
    HeadsMismatch,
}
