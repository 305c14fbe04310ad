using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Forgeries of the encoding (1xx).</summary>
internal static class EncodingForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("no bytes", Reason.Empty, scene => scene.Bytes = _ => []),
        new("a megabyte and one byte", Reason.TooLarge, scene => scene.Bytes = _ => new byte[Limits.PresentationBytes + 1]),
        new("cut in half", Reason.NotCbor, scene => scene.Bytes = good => good[..(good.Length / 2)]),
        new("text that is no UTF-8", Reason.NotCbor, scene => scene.Bytes = good => Replace(good, "1.0"u8, [0xFF, 0xFE, 0xFD])),
        new("a byte after the response", Reason.TrailingBytes, scene => scene.Bytes = good => [.. good, 0x00]),
        new("status twice", Reason.DuplicateKey, scene => scene.Response = response => response.Pairs.Add((CborNode.Text("status"), CborNode.Number(0)))),
        new("an item with two values", Reason.DuplicateKey, scene => scene.IssuerSigned = issued => ChangeItem(issued, item =>
            item.Pairs.Add((CborNode.Text("elementValue"), CborNode.Text("another"))))),
        new("arrays in arrays", Reason.TooDeep, scene => scene.Bytes = _ => [.. Enumerable.Repeat((byte)0x81, 10_000), 0x00]),
        new("ten thousand empty documents", Reason.TooDeep, scene => scene.Response = response =>
            ((CborList)response["documents"]).Items.AddRange(Enumerable.Repeat(CborNode.Null(), Limits.CborItems))),
        new("a number", Reason.WrongStructure, scene => scene.Bytes = _ => [0x07]),
        new("nameSpaces under another name", Reason.WrongStructure, scene => scene.IssuerSigned = issued =>
        {
            issued["nameSpacez"] = issued["nameSpaces"];
            issued.Remove("nameSpaces");
        }),
        new("no issuerAuth", Reason.WrongStructure, scene => scene.IssuerSigned = issued => issued.Remove("issuerAuth")),
        new("version 2.0", Reason.UnsupportedVersion, scene => scene.Response = response => response["version"] = CborNode.Text("2.0")),
        new("status 10", Reason.ResponseStatus, scene => scene.Response = response => response["status"] = CborNode.Number(10)),
        new("no document", Reason.NoDocument, scene => scene.Response = response => ((CborList)response["documents"]).Items.Clear()),
        new("the document twice", Reason.SeveralDocuments, scene => scene.Response = response =>
            ((CborList)response["documents"]).Items.Add(((CborList)response["documents"])[0])),
        new("the security object without tag 24", Reason.MsoNotTagged, scene => scene.Payload = tagged => CborNode.Parse(tagged).Unembed().Encode()),
        new("the algorithm unprotected", Reason.AlgorithmNotProtected, scene => scene.IssuerAuth = parts =>
        {
            parts[0] = CborNode.Bytes([]);
            ((CborMap)parts[1]).Pairs.Add((CborNode.Number(1), CborNode.Number(-7)));
        }),
        new("the device's algorithm unprotected", Reason.AlgorithmNotProtected, scene => scene.Document = document =>
        {
            var signature = (CborList)document.Map("deviceSigned").Map("deviceAuth")["deviceSignature"];
            signature[0] = CborNode.Bytes([]);
            ((CborMap)signature[1]).Pairs.Add((CborNode.Number(1), CborNode.Number(-7)));
        }),
        new("an algorithm of nobody", Reason.AlgorithmUnknown, scene => scene.IssuerAuth = parts => parts[0] = CborNode.Bytes([0xA1, 0x01, 0x39, 0xFF, 0xFF])),
    ];

    /// <summary>Changes the first item of the first namespace.</summary>
    internal static void ChangeItem(CborMap issuerSigned, Action<CborMap> change)
    {
        var items = (CborList)issuerSigned.Map("nameSpaces").Pairs[0].Value;
        var item = (CborMap)items[0].Unembed();
        change(item);
        items[0] = CborNode.Embed(item);
    }

    private static byte[] Replace(byte[] good, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        to.CopyTo(good.AsSpan(good.AsSpan().IndexOf(from)));
        return good;
    }
}
