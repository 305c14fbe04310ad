using System.Formats.Cbor;

namespace TrustList.Format.Credentials;

/// <summary>One element to sign: its place and its value as one well-formed CBOR item.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Identifier">The element's name.</param>
/// <param name="Value">The encoded value.</param>
public readonly record struct LicenceElement(string Namespace, string Identifier, ReadOnlyMemory<byte> Value)
{
    /// <summary>An element whose value is text.</summary>
    public static LicenceElement Text(string space, string identifier, string value)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteTextString(value);
        return new LicenceElement(space, identifier, writer.Encode());
    }
}
