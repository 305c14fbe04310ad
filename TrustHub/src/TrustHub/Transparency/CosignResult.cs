namespace TrustHub.Transparency;

/// <summary>Why a cosignature was not taken. A closed list.</summary>
public enum CosignFault
{
    /// <summary>Policy names no log of this hub.</summary>
    NoLog,

    /// <summary>Policy names no witness of this region.</summary>
    UnknownWitness,

    /// <summary>No checkpoint of this size was signed by the present key.</summary>
    NoCheckpoint,

    /// <summary>The line is not this witness's signature over this checkpoint.</summary>
    BadSignature,

    /// <summary>It is dated later than now, or earlier than the epoch it covers.</summary>
    BadTime,
}

/// <summary>What became of a cosignature.</summary>
/// <param name="Fault">Why it was not taken; null when it was, now or before.</param>
/// <param name="Count">How many witnesses have cosigned the size.</param>
public readonly record struct CosignResult(CosignFault? Fault, int Count);
