using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Metadata;

/// <summary>Changes what a metadata file says, and signs it anew: what a thief of those keys could publish.</summary>
internal static class Forgery
{
    public static byte[] Of(byte[] file, Action<JsonObject> change, params IEnumerable<SoftwareSigner> signers)
    {
        var json = CanonicalJson.Parse(file, Limits.MetadataBytes).Value;
        change(json["signed"]!.AsObject());
        json["signatures"] = new JsonArray();
        return Sign(CanonicalJson.EncodeText(json), signers);
    }

    /// <summary>Changes the file without signing it anew.</summary>
    public static byte[] Tamper(byte[] file, Action<JsonObject> change)
    {
        var json = CanonicalJson.Parse(file, Limits.MetadataBytes).Value;
        change(json);
        return CanonicalJson.EncodeText(json);
    }

    public static byte[] Sign(byte[] file, params IEnumerable<SoftwareSigner> signers)
        => signers.Aggregate(file, (signed, signer) => MetadataWriter.AddSignature(signed, signer).Value);

    /// <summary>Other bytes of the same length and meaning: the last digit of a key identifier in a signature changed.</summary>
    public static byte[] SameLength(byte[] file)
    {
        var at = file.AsSpan().LastIndexOf("\"sig\""u8) - 3;
        var changed = file.ToArray();
        changed[at] = changed[at] == (byte)'0' ? (byte)'1' : (byte)'0';
        return changed;
    }
}
