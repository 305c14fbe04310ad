namespace TrustList.Format.Metadata;

/// <summary>
/// Keys of types that the trust list does not use, for a client of another repository (SPEC.md §4.3). The trust list's
/// own clients give none: a key of an unknown type never counts.
/// </summary>
public interface IForeignKeys
{
    /// <summary>The key, or null where type, scheme or text is not one that is known. Must not throw.</summary>
    IForeignKey? Import(string keyType, string scheme, string text);
}

/// <summary>A key of a foreign type.</summary>
public interface IForeignKey
{
    /// <summary>Equal for equal key material, whatever its identifier: one key counts once.</summary>
    string Material { get; }

    /// <summary>Whether the signature over the data is this key's. Must not throw.</summary>
    bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
