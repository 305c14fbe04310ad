using System.Formats.Cbor;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials;

/// <summary>
/// A licence as its wallet sees it: the items by name, and what the security object says of type and key. Structure
/// alone was read; no signature was checked.
/// </summary>
internal sealed class IssuerSignedView
{
    private readonly List<Item> items = [];

    private IssuerSignedView(ReadOnlyMemory<byte> issuerAuth, string docType, PublicKey deviceKey)
    {
        IssuerAuth = issuerAuth;
        DocType = docType;
        DeviceKey = deviceKey;
    }

    /// <summary>The encoded COSE_Sign1.</summary>
    public ReadOnlyMemory<byte> IssuerAuth { get; }

    /// <summary>The signed document type.</summary>
    public string DocType { get; }

    /// <summary>The signed device key.</summary>
    public PublicKey DeviceKey { get; }

    /// <summary>The names of the items, in order.</summary>
    public IReadOnlyList<(string Namespace, string Element)> Elements => [.. items.Select(item => (item.Namespace, item.Element))];

    /// <summary>Reads an IssuerSigned.</summary>
    public static Decoded<IssuerSignedView> Read(ReadOnlyMemory<byte> bytes)
    {
        var findings = new Findings(VerificationProfile.Strict);
        if (IssuerSignedReader.ReadAlone(bytes, findings) is not { } issuerSigned)
            return Decoded<IssuerSignedView>.Fail(DecodeFault.Malformed, findings.Failures()[0].Detail);
        var key = CoseKey.Read(issuerSigned.Mso.DeviceKey);
        if (!key.Ok)
            return key.As<IssuerSignedView>();
        var view = new IssuerSignedView(issuerSigned.Encoded, issuerSigned.Mso.DocType, key.Value);
        foreach (var item in issuerSigned.Items)
            view.items.Add(new(item.Namespace, item.Identifier, item.Tagged));
        return Decoded<IssuerSignedView>.Of(view);
    }

    /// <summary>Writes an IssuerSigned with the chosen items alone; each item's bytes stay as they were signed.</summary>
    public void WriteSelected(CborWriter writer, HashSet<(string Namespace, string Element)> disclose)
    {
        var chosen = items.Where(item => disclose.Contains((item.Namespace, item.Element)))
            .GroupBy(item => item.Namespace).ToArray();
        writer.WriteStartMap(chosen.Length == 0 ? 1 : 2);
        if (chosen.Length > 0)
        {
            writer.WriteTextString("nameSpaces");
            writer.WriteStartMap(chosen.Length);
            foreach (var group in chosen)
            {
                writer.WriteTextString(group.Key);
                writer.WriteStartArray(group.Count());
                foreach (var item in group)
                    writer.WriteEncodedValue(item.Tagged.Span);
                writer.WriteEndArray();
            }
            writer.WriteEndMap();
        }
        writer.WriteTextString("issuerAuth");
        writer.WriteEncodedValue(IssuerAuth.Span);
        writer.WriteEndMap();
    }

    private readonly record struct Item(string Namespace, string Element, ReadOnlyMemory<byte> Tagged);
}
