namespace TrustList.Format.Encoding;

/// <summary>What every CBOR input must satisfy before anyone looks inside (SPEC.md §2.2).</summary>
public static class CborRules
{
    /// <summary>
    /// Checks that the bytes are one well-formed item and nothing more: bounded depth and count, valid UTF-8, map keys
    /// that are integers or definite strings in shortest form, none twice. Indefinite lengths are permitted elsewhere.
    /// Content of byte strings (also tag 24) is not entered.
    /// </summary>
    /// <returns>The number of data items.</returns>
    public static Decoded<int> CheckWellFormed(ReadOnlySpan<byte> data, int maxBytes = Limits.PresentationBytes)
        => throw new NotImplementedException();
}
