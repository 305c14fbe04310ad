namespace TrustList.Format.Encoding;

/// <summary>Why bytes were not accepted as a value. A closed list (SPEC.md §1.3).</summary>
public enum DecodeFault
{
    /// <summary>There were no bytes.</summary>
    Empty,
    /// <summary>More bytes than the limit for this kind (<see cref="Limits"/>).</summary>
    TooLarge,
    /// <summary>Nested deeper than the limit.</summary>
    TooDeep,
    /// <summary>More items than the limit.</summary>
    TooMany,
    /// <summary>Not well-formed in its encoding.</summary>
    Malformed,
    /// <summary>Bytes follow the one value that was expected.</summary>
    TrailingBytes,
    /// <summary>A map or object names a key twice.</summary>
    DuplicateKey,
    /// <summary>Well-formed, but not in the one permitted form.</summary>
    NotCanonical,
    /// <summary>A value of another type than its place demands.</summary>
    WrongType,
    /// <summary>A required member is absent.</summary>
    MissingField,
    /// <summary>A value of the right type outside its permitted range or form.</summary>
    BadValue,
}
