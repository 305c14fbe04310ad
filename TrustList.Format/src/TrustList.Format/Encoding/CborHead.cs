namespace TrustList.Format.Encoding;

/// <summary>The major types of CBOR (RFC 8949 §3.1).</summary>
public enum CborMajor : byte
{
    /// <summary>An integer from 0.</summary>
    Unsigned,
    /// <summary>An integer below 0: -1 minus the argument.</summary>
    Negative,
    /// <summary>Bytes.</summary>
    Bytes,
    /// <summary>UTF-8 text.</summary>
    Text,
    /// <summary>An array.</summary>
    Array,
    /// <summary>A map.</summary>
    Map,
    /// <summary>A tag before an item.</summary>
    Tag,
    /// <summary>A simple value or a floating-point number.</summary>
    Simple,
}

/// <summary>The head of one data item.</summary>
/// <param name="Major">Its major type.</param>
/// <param name="Argument">Value, length, count or tag; 0 where <paramref name="Indefinite"/>.</param>
/// <param name="Indefinite">Whether the length is indefinite; for <see cref="CborMajor.Simple"/>: a break.</param>
/// <param name="Shortest">Whether the argument was written in its shortest form.</param>
public readonly record struct CborHead(CborMajor Major, ulong Argument, bool Indefinite, bool Shortest);
