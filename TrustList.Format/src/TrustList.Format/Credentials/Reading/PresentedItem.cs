namespace TrustList.Format.Credentials.Reading;

/// <summary>One IssuerSignedItem as presented; the memory belongs to the presentation.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Identifier">The element's name.</param>
/// <param name="DigestId">The number of its digest.</param>
/// <param name="Salt">The random value.</param>
/// <param name="Value">The encoded value.</param>
/// <param name="Tagged">The item with its tag 24: what the digest is over.</param>
internal readonly record struct PresentedItem(
    string Namespace, string Identifier, long DigestId, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Value, ReadOnlyMemory<byte> Tagged);
