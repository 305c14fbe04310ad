namespace RegionNode.Issuer.Callers;

/// <summary>Why a caller's token counts for nothing. A closed list; the refused caller is told.</summary>
internal enum TokenRefusal
{
    /// <summary>Not one <c>Authorization: Bearer</c> header with a compact JWS of the header and claims that are known here.</summary>
    Malformed,

    /// <summary>Signed by another algorithm than ES256, or by none.</summary>
    Algorithm,

    /// <summary>No key of the system that <c>iss</c> names is registered, or none of them made the signature.</summary>
    Signature,

    /// <summary>Made for another node.</summary>
    Audience,

    /// <summary>Issued or to begin in the future.</summary>
    NotYet,

    /// <summary>Past its end, or of a longer life than <see cref="CallerToken.MostLife"/>.</summary>
    Expired,

    /// <summary>Used before (or possibly before this node started), and not bound to a connection.</summary>
    Replayed,

    /// <summary>Bound to another certificate than that of this connection.</summary>
    OtherConnection,

    /// <summary>Claims a role that the system may not give.</summary>
    Scope,

    /// <summary>Too many tokens are being used; try again.</summary>
    Full,
}
