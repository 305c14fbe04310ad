using System.Formats.Cbor;
using System.Security.Cryptography;

namespace TrustList.Format.Credentials;

/// <summary>The salted items of one licence and their digests, ready for the security object.</summary>
internal sealed class SignedItems
{
    private SignedItems(Dictionary<string, List<SignedItem>> namespaces) => Namespaces = namespaces;

    /// <summary>The items of each namespace, in the order given.</summary>
    public Dictionary<string, List<SignedItem>> Namespaces { get; }

    /// <summary>Bytes of all items together.</summary>
    public int EncodedLength => Namespaces.Values.Sum(items => items.Sum(item => item.Encoded.Length + 16));

    /// <summary>Salts, numbers and digests every element.</summary>
    /// <exception cref="ArgumentException">An element stands twice.</exception>
    public static SignedItems Make(ReadOnlySpan<LicenceElement> elements)
    {
        var salts = RandomNumberGenerator.GetBytes(MdocNames.SaltBytes * elements.Length).AsSpan();
        var namespaces = new Dictionary<string, List<SignedItem>>();
        var seen = new HashSet<(string, string)>();
        foreach (var group in GroupByNamespace(elements))
        {
            var numbers = Enumerable.Range(0, group.Value.Count).ToArray();
            RandomNumberGenerator.Shuffle(numbers.AsSpan()); // a number must not tell which element was left out
            var items = new List<SignedItem>(numbers.Length);
            foreach (var element in group.Value)
            {
                if (!seen.Add((element.Namespace, element.Identifier)))
                    throw new ArgumentException($"Element {element.Identifier} stands twice.", nameof(elements));
                items.Add(SignedItem.Make(numbers[items.Count], salts[..MdocNames.SaltBytes], element));
                salts = salts[MdocNames.SaltBytes..];
            }
            namespaces[group.Key] = items;
        }
        return new SignedItems(namespaces);
    }

    private static Dictionary<string, List<LicenceElement>> GroupByNamespace(ReadOnlySpan<LicenceElement> elements)
    {
        var groups = new Dictionary<string, List<LicenceElement>>();
        foreach (var element in elements)
        {
            if (!groups.TryGetValue(element.Namespace, out var group))
                groups[element.Namespace] = group = [];
            group.Add(element);
        }
        return groups;
    }
}

/// <summary>One IssuerSignedItem, encoded, and its SHA-256 over the tagged form.</summary>
internal sealed record SignedItem(int DigestId, string Identifier, byte[] Encoded, byte[] Digest)
{
    public static SignedItem Make(int digestId, ReadOnlySpan<byte> salt, LicenceElement element)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: element.Value.Length + 128);
        writer.WriteStartMap(4);
        writer.WriteTextString("digestID");
        writer.WriteInt32(digestId);
        writer.WriteTextString("random");
        writer.WriteByteString(salt);
        writer.WriteTextString("elementIdentifier");
        writer.WriteTextString(element.Identifier);
        writer.WriteTextString("elementValue");
        writer.WriteEncodedValue(element.Value.Span);
        writer.WriteEndMap();
        var encoded = writer.Encode();
        return new(digestId, element.Identifier, encoded, SHA256.HashData(DeviceAuthentication.Wrap(encoded)));
    }
}
