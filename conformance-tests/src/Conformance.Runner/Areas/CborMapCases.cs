using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Credentials;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Every map of a presentation with a key twice; and keys that are spelled otherwise. What is signed is signed as it is shown.</summary>
internal static class CborMapCases
{
    private static readonly string[] Wrong = ["DuplicateKey", "NotCbor", "WrongStructure", "AlgorithmNotProtected", "DeviceKeyInvalid", "DeviceElementNotAuthorised"];

    private static readonly (string Name, Action<Scene, Action<CborMap>> At)[] Maps =
    [
        ("response", (scene, change) => scene.Response = change),
        ("document", (scene, change) => scene.Document = change),
        ("issuer-signed", (scene, change) => scene.IssuerSigned = change),
        ("name-spaces", (scene, change) => scene.IssuerSigned = issued => change(issued.Map("nameSpaces"))),
        ("item", (scene, change) => SceneItem.Add(scene, change)),
        ("security-object", (scene, change) => scene.SecurityObject = change),
        ("value-digests", (scene, change) => scene.SecurityObject = mso => change(mso.Map("valueDigests"))),
        ("digests", (scene, change) => scene.SecurityObject = mso => change(mso.Map("valueDigests").Map(MdocNames.IsoNamespace))),
        ("device-key-info", (scene, change) => scene.SecurityObject = mso => change(mso.Map("deviceKeyInfo"))),
        ("device-key", (scene, change) => scene.SecurityObject = mso => change(mso.Map("deviceKeyInfo").Map("deviceKey"))),
        ("validity-info", (scene, change) => scene.SecurityObject = mso => change(mso.Map("validityInfo"))),
        ("status", (scene, change) => scene.SecurityObject = mso => change(mso.Map("status"))),
        ("status-list", (scene, change) => scene.SecurityObject = mso => change(mso.Map("status").Map("status_list"))),
        ("issuer-header", (scene, change) => scene.IssuerAuth = parts =>
        {
            var header = (CborMap)CborNode.Parse(parts[0].ToBytes());
            change(header);
            parts[0] = CborNode.Bytes(header.Encode());
            CoseSignatureCases.Resign(parts, scene.SignerKey);
        }),
        ("issuer-open-header", (scene, change) => scene.IssuerAuth = parts => change((CborMap)parts[1])),
        ("device-signed", (scene, change) => scene.Document = document => change(document.Map("deviceSigned"))),
        ("device-auth", (scene, change) => scene.Document = document => change(document.Map("deviceSigned").Map("deviceAuth"))),
    ];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Cases().Select(found => found.ToCase())];

    private static IEnumerable<SceneCase> Cases()
    {
        yield return new("encoding/cbor/item-more", "One item more", "2.2", scene => SceneItem.Add(scene)) { ByHand = true };
        foreach (var (name, at) in Maps)
        {
            yield return Of($"{name}-with-a-key-twice", $"{name}: a key twice", at, map => map.Pairs.Add(map.Pairs[0]));
            yield return Of($"{name}-with-a-key-in-longer-form", $"{name}: a key that is not in its shortest form", at, map => map.Pairs[0] = (Longer(map.Pairs[0].Key), map.Pairs[0].Value));
            if (name is "issuer-header" or "digests" or "device-key" or "issuer-open-header")
                continue;
            yield return Of($"{name}-with-a-key-in-chunks", $"{name}: a key of indefinite length", at, map => map.Pairs[0] = (new CborLeaf([0x7F, .. map.Pairs[0].Key.Encode(), 0xFF]), map.Pairs[0].Value));
            yield return Of($"{name}-with-a-fraction-as-key", $"{name}: a key that is a fraction", at, map => map.Pairs.Add((new CborLeaf([0xF9, 0x3C, 0x00]), CborNode.Number(1))));
        }
        foreach (var (name, at) in Maps.Where(map => map.Name is "security-object" or "document" or "response"))
        {
            yield return Of($"{name}-with-null-as-key", $"{name}: a key that is null", at, map => map.Pairs.Add((CborNode.Null(), CborNode.Number(1))));
            yield return Of($"{name}-with-a-list-as-key", $"{name}: a key that is an array", at, map => map.Pairs.Add((new CborList(), CborNode.Number(1))));
        }
    }

    private static SceneCase Of(string name, string title, Action<Scene, Action<CborMap>> at, Action<CborMap> change) =>
        new($"encoding/cbor/{name}", title, "2.2", scene => at(scene, change), [.. Wrong])
        { ByHand = true, Twin = name.StartsWith("item-", StringComparison.Ordinal) ? "encoding/cbor/item-more" : "mdoc/honest/device-response" };

    private static CborLeaf Longer(CborNode key)
    {
        var encoded = key.Encode();
        var (major, argument) = ((byte)(encoded[0] & 0xE0), encoded[0] & 0x1F);
        return argument < 24 ? new([(byte)(major | 24), (byte)argument, .. encoded[1..]])
            : argument == 24 ? new([(byte)(major | 25), 0, .. encoded[1..]])
            : new([(byte)(major | 26), 0, 0, .. encoded[1..]]);
    }
}
