namespace Conformance.Statements;

/// <summary>Why a statement does not hold (ADAPTER.md §7); the first in this order decides.</summary>
public enum StatementFault
{
    /// <summary>No compact JWS, or a member is missing, of another type or too much.</summary>
    Malformed,

    /// <summary>A JWS for something else.</summary>
    WrongType,

    /// <summary>Not signed by this key.</summary>
    BadSignature,

    /// <summary>Signed later than now, or earlier than its run.</summary>
    NotYet,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It would hold for more than twelve months from its run.</summary>
    TooLong,

    /// <summary>It is about other results.</summary>
    ResultsDiffer,

    /// <summary>It is about another program.</summary>
    AdapterDiffers,

    /// <summary>The results are of another version of the suite: that version can tell.</summary>
    OtherSuite,

    /// <summary>The results do not bear out that the profile is passed.</summary>
    NotPassed,
}
