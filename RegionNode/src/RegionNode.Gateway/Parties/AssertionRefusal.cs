namespace RegionNode.Gateway.Parties;

/// <summary>Why a client assertion counts for nothing (SPEC.md §5.12). A closed list; the refused caller is told.</summary>
internal enum AssertionRefusal
{
    /// <summary>Not one <c>Authorization: Bearer</c> header with a compact JWS of the header and claims that are known here.</summary>
    Malformed,

    /// <summary>Signed by another algorithm than ES256, or by none.</summary>
    Algorithm,

    /// <summary>Nobody is registered under the name of <c>iss</c>, or it may not ask now.</summary>
    UnknownParty,

    /// <summary>None of the party's keys made the signature.</summary>
    Signature,

    /// <summary>Made for another gateway.</summary>
    Audience,

    /// <summary>Issued in the future.</summary>
    NotYet,

    /// <summary>Past its end, or of a longer life than <see cref="ClientAssertion.MostLife"/>.</summary>
    Expired,

    /// <summary>Used before in this cluster.</summary>
    Replayed,

    /// <summary>Made before the memory of what was used began, such as just before the gateway's start: a new one will do.</summary>
    Unsure,
}
