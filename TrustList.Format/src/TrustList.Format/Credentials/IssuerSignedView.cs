using System.Formats.Cbor;
using System.Security.Cryptography;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
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

    private IssuerSignedView(IssuerSigned issuerSigned, PublicKey deviceKey)
    {
        IssuerAuth = issuerSigned.Encoded;
        DocType = issuerSigned.Mso.DocType;
        DeviceKey = deviceKey;
        CarriesProof = issuerSigned.IssuerAuth.Headers.IssuanceProof is not null;
        if (issuerSigned.Mso.Status is { } status && IssuanceLeaf.EntryOf(status.Uri, status.Index) is { } entry)
            Issuance = new(status.Uri, (int)status.Index, SHA256.HashData(issuerSigned.IssuerAuth.Payload!.Value.Span), entry);
    }

    /// <summary>The encoded COSE_Sign1.</summary>
    public ReadOnlyMemory<byte> IssuerAuth { get; }

    /// <summary>The signed document type.</summary>
    public string DocType { get; }

    /// <summary>The signed device key.</summary>
    public PublicKey DeviceKey { get; }

    /// <summary>Whether a proof stands beside the issuer's signature.</summary>
    public bool CarriesProof { get; }

    /// <summary>The licence's place in its region's issuance log; null where its status reference names none.</summary>
    public IssuanceQuestion? Issuance { get; }

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
        var view = new IssuerSignedView(issuerSigned, key.Value);
        foreach (var item in issuerSigned.Items)
            view.items.Add(new(item.Namespace, item.Identifier, item.Tagged));
        return Decoded<IssuerSignedView>.Of(view);
    }

    /// <summary>IssuerSigned with all its items.</summary>
    public byte[] Write() => Write(IssuerAuth.Span);

    /// <summary>IssuerSigned with all its items and a proof beside the issuer's signature.</summary>
    public byte[] WithProof(ReadOnlySpan<byte> proof) => Write(CoseUnprotected.With(IssuerAuth.Span, CoseLabels.IssuanceProof, proof));

    /// <summary>IssuerSigned with all its items and a live assertion beside the issuer's signature.</summary>
    public byte[] WithStaple(ReadOnlySpan<byte> assertion) => Write(CoseUnprotected.With(IssuerAuth.Span, CoseLabels.StatusStaple, assertion));

    /// <summary>IssuerSigned with all its items and a transfer proof beside the issuer's signature.</summary>
    public byte[] WithTransferProof(ReadOnlySpan<byte> proof) => Write(CoseUnprotected.With(IssuerAuth.Span, CoseLabels.TransferProof, proof));

    /// <summary>Writes an IssuerSigned with the chosen items alone; each item's bytes stay as they were signed.</summary>
    public void WriteSelected(CborWriter writer, HashSet<(string Namespace, string Element)> disclose) =>
        WriteSelected(writer, disclose, IssuerAuth.Span);

    private byte[] Write(ReadOnlySpan<byte> issuerAuth)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: 4096);
        WriteSelected(writer, Elements.ToHashSet(), issuerAuth);
        return writer.Encode();
    }

    private void WriteSelected(CborWriter writer, HashSet<(string Namespace, string Element)> disclose, ReadOnlySpan<byte> issuerAuth)
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
        writer.WriteEncodedValue(issuerAuth);
        writer.WriteEndMap();
    }

    private readonly record struct Item(string Namespace, string Element, ReadOnlyMemory<byte> Tagged);
}
