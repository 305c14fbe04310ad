using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>CBOR of a presentation: what may be spelled otherwise, what may not, and what would cost a reader too much.</summary>
internal static class CborCases
{
    private const string Area = "encoding/cbor/";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Read().Concat(Refused()).Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> Read()
    {
        yield return Good("response-of-indefinite-length", "The response as a map of indefinite length", scene => scene.Bytes = good => [0xBF, .. good[1..], 0xFF]);
        yield return Good("security-object-of-indefinite-length", "The security object as a map of indefinite length", scene => scene.Payload = tagged =>
        {
            var content = CborNode.Parse(tagged).Unembed().Encode();
            return new CborTagged(24, CborNode.Bytes([0xBF, .. content[1..], 0xFF])).Encode();
        });
        yield return Good("documents-of-indefinite-length", "The documents as an array of indefinite length", scene => scene.Response = response => response["documents"] = new CborLeaf([0x9F, .. ((CborList)response["documents"])[0].Encode(), 0xFF]));
        yield return Good("status-in-longer-form", "The status in two bytes", scene => scene.Response = response => response["status"] = new CborLeaf([0x18, 0x00]));
        yield return Good("status-in-nine-bytes", "The status in nine bytes", scene => scene.Response = response => response["status"] = new CborLeaf([0x1B, 0, 0, 0, 0, 0, 0, 0, 0]));
        yield return Good("version-in-longer-form", "The version's length in two bytes", scene => scene.Response = response => response["version"] = new CborLeaf([0x78, 3, .. "1.0"u8]));
        yield return Good("item-value-in-chunks", "An element's value in chunks", scene => SceneItem.Add(scene, item => item["elementValue"] = new CborLeaf([0x7F, 0x62, (byte)'T', (byte)'e', 0x62, (byte)'s', (byte)'t', 0xFF])));
        yield return Good("item-with-nesting-of-twelve", "An element's value with nesting of twelve", scene => SceneItem.Add(scene, item => item["elementValue"] = new CborLeaf([.. Enumerable.Repeat((byte)0x81, 10), 0x00])));
        yield return Good("item-with-nine-thousand-numbers", "An element's value of 9,000 numbers", scene => SceneItem.Add(scene, item => item["elementValue"] = new CborLeaf([0x99, 0x23, 0x28, .. new byte[9_000]])));
        yield return Good("members-in-another-order", "The response's members in another order", scene => scene.Response = response => response.Pairs.Reverse());
        yield return Good("document-errors", "The response names errors of other documents", scene => scene.Response = response => response["documentErrors"] = new CborList { Items = { new CborMap { ["org.iso.18013.5.1.other"] = CborNode.Number(0) } } });
    }

    private static IEnumerable<SceneCase> Refused()
    {
        yield return Item("byte-behind-the-content", "A byte behind an item, under its tag 24", bytes: content => [.. content, 0]);
        yield return Item("content-cut-short", "An item without its last byte, under its tag 24", bytes: content => content[..^1]);
        yield return Item("content-empty", "Nothing under tag 24", bytes: _ => []);
        yield return Item("content-that-is-text", "Text under tag 24 in place of bytes", wrapped: whole => [0xD8, 0x18, .. CborNode.Text("item").Encode()]);
        yield return Item("without-tag-24", "An item without tag 24", wrapped: whole => whole[2..]);
        yield return Item("with-tag-24-twice", "An item under tag 24 twice", wrapped: whole => [0xD8, 0x18, .. whole]);
        yield return Item("under-tag-24-in-tag-24", "An item embedded twice", wrapped: whole => new CborTagged(24, CborNode.Bytes(whole)).Encode());
        yield return Item("under-another-tag", "An item under tag 25", wrapped: whole => [0xD8, 0x19, .. whole[2..]]);
        yield return Item("text-that-is-no-utf8", "An element's value that is no UTF-8", change: item => item.Pairs[3] = (item.Pairs[3].Key, CborNode.Text("AA")), bytes: content => [.. content[..^2], 0xC3, 0x28]);
        yield return Item("nesting-of-twenty", "An element's value with nesting of twenty", change: item => item["elementValue"] = new CborLeaf([.. Enumerable.Repeat((byte)0x81, 18), 0x00]));
        yield return Item("tags-of-twenty", "An element's value under twenty tags", change: item => item["elementValue"] = new CborLeaf([.. Enumerable.Repeat((byte)0xC6, 20), 0x00]));
        yield return Item("ten-thousand-numbers", "An element's value of 10,001 numbers", change: item => item["elementValue"] = new CborLeaf([0x99, 0x27, 0x11, .. new byte[10_001]]));
        yield return Item("without-random", "An item without random", change: item => item.Remove("random"));
        yield return Item("without-identifier", "An item without elementIdentifier", change: item => item.Remove("elementIdentifier"));
        yield return Item("without-digest-number", "An item without digestID", change: item => item.Remove("digestID"));
        yield return Item("digest-number-as-text", "A digestID that is text", change: item => item["digestID"] = CborNode.Text("1000"));
        yield return Item("random-of-15-bytes", "A random of 15 bytes", change: item => item["random"] = CborNode.Bytes(new byte[15]), reason: "SaltTooShort");
        yield return Item("digest-of-another-number", "An item whose digest is signed under another number", digestId: 1_001, reason: "DigestMissing");

        yield return Bad("documents-that-claim-four-billion", "An array that says that it has 2^32 members", scene => scene.Bytes = _ => [0xA1, 0x61, (byte)'x', 0x9B, 0, 0, 0, 1, 0, 0, 0, 0]);
        yield return Bad("map-that-claims-everything", "A map that says that it has 2^64-1 members", scene => scene.Bytes = good => [0xBB, .. Enumerable.Repeat((byte)0xFF, 8), .. good[1..]]);
        yield return Bad("bytes-that-claim-two-billion", "A byte string that says that it has 2^31-1 bytes", scene => scene.Bytes = _ => [0xA1, 0x61, (byte)'x', 0x5A, 0x7F, 0xFF, 0xFF, 0xFF]);
        yield return Bad("text-that-claims-everything", "A text that says that it has 2^64-1 bytes", scene => scene.Bytes = _ => [0xA1, 0x61, (byte)'x', 0x7B, .. Enumerable.Repeat((byte)0xFF, 8)]);
        yield return Bad("indefinite-without-end", "An array of indefinite length that does not end", scene => scene.Bytes = good => [0xBF, .. good[1..]]);
        yield return Bad("break-by-itself", "A break outside of anything", scene => scene.Bytes = good => [.. good[..^1], 0xFF]);
        yield return Bad("reserved-length", "A head with a reserved length", scene => scene.Bytes = good => [0xA1, 0x61, (byte)'x', 0x1C]);
        yield return Bad("tag-without-content", "A tag before nothing", scene => scene.Bytes = _ => [0xD8, 0x18]);
        yield return Bad("null", "null in place of the response", scene => scene.Bytes = _ => [0xF6]);
        foreach (var (name, at) in new (string, Action<CborMap>)[]
        {
            ("documents", response => response["documents"] = CborNode.Null()),
            ("document", response => ((CborList)response["documents"])[0] = CborNode.Null()),
            ("issuer-signed", response => Document(response)["issuerSigned"] = CborNode.Null()),
            ("name-spaces", response => Document(response).Map("issuerSigned")["nameSpaces"] = CborNode.Null()),
            ("issuer-auth", response => Document(response).Map("issuerSigned")["issuerAuth"] = CborNode.Null()),
            ("device-signed", response => Document(response)["deviceSigned"] = CborNode.Null()),
            ("device-auth", response => Document(response).Map("deviceSigned")["deviceAuth"] = CborNode.Null()),
            ("device-name-spaces", response => Document(response).Map("deviceSigned")["nameSpaces"] = CborNode.Null()),
        })
            yield return Bad($"null-for-{name}", $"null in place of {name}", scene => scene.Response = at);
        foreach (var member in new[] { "version", "status", "documents" })
            yield return Bad($"without-{member}", $"A response without {member}", scene => scene.Response = response => response.Remove(member), "UnsupportedVersion", "ResponseStatus", "NoDocument");
        yield return Bad("document-without-doctype", "A document without docType", scene => scene.Document = document => document.Remove("docType"), "DocTypeMismatch");
        yield return Bad("document-of-another-type", "A document that is named otherwise than signed", scene => scene.Document = document => document["docType"] = CborNode.Text("org.iso.18013.5.1.other"), "DocTypeMismatch");
        yield return Bad("version-as-number", "A version that is a number", scene => scene.Response = response => response["version"] = CborNode.Number(1), "UnsupportedVersion");
        yield return Bad("version-of-1-00", "Version 1.00", scene => scene.Response = response => response["version"] = CborNode.Text("1.00"), "UnsupportedVersion");
        yield return Bad("version-in-chunks", "A version in two pieces", scene => scene.Response = response => response["version"] = new CborLeaf([0x7F, 0x62, .. "1."u8, 0x61, .. "0"u8, 0xFF]), "UnsupportedVersion");
        yield return Bad("status-as-text", "A status that is text", scene => scene.Response = response => response["status"] = CborNode.Text("0"), "ResponseStatus");
        yield return Bad("deep-array", "Nesting of a million", scene => scene.Bytes = _ => [.. Enumerable.Repeat((byte)0x81, Limits.PresentationBytes - 1), 0x00], "TooDeep", "TooLarge");
    }

    private static SceneCase Good(string name, string title, Action<Scene> change) => new(Area + name, title, "2.2", change) { ByHand = true };

    private static SceneCase Bad(string name, string title, Action<Scene> change, params ImmutableArray<string> more) =>
        new(Area + name, title, "2.2", change, [.. more, "NotCbor", "WrongStructure", "TooDeep", "NoDocument", "DeviceSignedMissing", "DeviceAuthAmbiguous", "TrailingBytes"]) { ByHand = true };

    private static SceneCase Item(
        string name, string title, Action<CborMap>? change = null, Func<byte[], byte[]>? bytes = null, Func<byte[], byte[]>? wrapped = null, long digestId = 1_000, string? reason = null) =>
        new($"{Area}item-{name}", title, "2.2", scene => SceneItem.Add(scene, change, bytes, wrapped, digestId), reason is null ? ["WrongStructure", "NotCbor", "TrailingBytes", "TooDeep", "SaltTooShort", "DigestMissing"] : [reason])
        { ByHand = true, Twin = "encoding/cbor/item-more" };

    private static CborMap Document(CborMap response) => (CborMap)((CborList)response["documents"])[0];
}
