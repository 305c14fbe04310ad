using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>A scene's licence with one disclosed item more, whose bytes the issuer signed as they are.</summary>
internal static class SceneItem
{
    private const long DigestId = 1_000;

    /// <summary>Adds an item that is honest as it stands: a given name's Latin form, with a random of 16 bytes.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="change">Changes the item.</param>
    /// <param name="bytes">Changes its bytes.</param>
    /// <param name="wrapped">Changes the item under tag 24, which is hashed so.</param>
    /// <param name="digestId">The number under which its digest is signed.</param>
    public static void Add(Scene scene, Action<CborMap>? change = null, Func<byte[], byte[]>? bytes = null, Func<byte[], byte[]>? wrapped = null, long digestId = DigestId)
    {
        var item = new CborMap
        {
            ["digestID"] = CborNode.Number(DigestId),
            ["random"] = CborNode.Bytes(scene.Home.IacaKey.PublicKey.SubjectPublicKeyInfo.Span[^16..]),
            ["elementIdentifier"] = CborNode.Text("given_name_national_character"),
            ["elementValue"] = CborNode.Text("Test"),
        };
        change?.Invoke(item);
        var encoded = item.Encode();
        var whole = new CborTagged(24, CborNode.Bytes(bytes?.Invoke(encoded) ?? encoded)).Encode();
        whole = wrapped?.Invoke(whole) ?? whole;
        scene.SecurityObject = mso => mso.Map("valueDigests").Map(MdocNames.IsoNamespace).Pairs.Add((CborNode.Number(digestId), CborNode.Bytes(SHA256.HashData(whole))));
        scene.IssuerSigned = issued => ((CborList)issued.Map("nameSpaces")[MdocNames.IsoNamespace]).Items.Add(new CborLeaf(whole));
    }
}
