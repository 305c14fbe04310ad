using Conformance.Adapters;
using System.Formats.Cbor;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>
/// A status list token in the making, in either form: as it stands a region's honest word, signed. Whatever is changed is changed
/// before it is signed, but for what <see cref="Seal"/> and <see cref="Token"/> do.
/// </summary>
internal sealed class StatusToken(Scene scene)
{
    /// <summary>The claims by their names in a JWT, in the order in which they are written; bytes are base64url there.</summary>
    public Dictionary<string, object?> Claims { get; } = new(StringComparer.Ordinal)
    {
        ["sub"] = scene.StatusUri,
        ["iat"] = Seconds(scene.SyncedAt.AddMinutes(-5)),
        ["exp"] = Seconds(scene.SyncedAt.AddDays(7)),
        ["ttl"] = 300L,
        ["list_version"] = 1L,
        ["status_list"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["bits"] = 4L, ["lst"] = Deflated(new byte[512]) },
    };

    /// <summary>The claim <c>status_list</c>.</summary>
    public Dictionary<string, object?> List => (Dictionary<string, object?>)Claims["status_list"]!;

    /// <summary>Who signs.</summary>
    public ISigner Signer { get; set; } = scene.Home.StatusKey;

    /// <summary>The key that the header names; null for none.</summary>
    public string? KeyId { get; set; } = scene.Home.StatusKey.PublicKey.Thumbprint;

    /// <summary>The type header; empty: the right one; null: none.</summary>
    public string? Type { get; set; } = string.Empty;

    /// <summary>Changes the headers of a CWT, protected and unprotected.</summary>
    public Action<CborMap, CborMap>? Headers { get; set; }

    /// <summary>Changes the claims of a CWT.</summary>
    public Action<CborMap>? Content { get; set; }

    /// <summary>Changes the bytes of a CWT's claims.</summary>
    public Func<byte[], byte[]>? Payload { get; set; }

    /// <summary>Changes the header of a JWT.</summary>
    public Action<JsonObject>? Header { get; set; }

    /// <summary>Changes the text of a JWT's payload.</summary>
    public Func<string, string>? Text { get; set; }

    /// <summary>Changes a signature, given what it covers.</summary>
    public Func<byte[], byte[], byte[]>? Seal { get; set; }

    /// <summary>Changes the array of a signed CWT.</summary>
    public Action<CborList>? Parts { get; set; }

    /// <summary>Changes the bytes of a signed token.</summary>
    public Func<byte[], byte[]>? Token { get; set; }

    /// <summary>Puts a value into a list of so many entries.</summary>
    public StatusToken With(int bits, int size, int index, int value)
    {
        var packed = new byte[size * bits / 8];
        packed[index * bits / 8] |= (byte)(value << (index * bits % 8));
        (List["bits"], List["lst"]) = ((long)bits, Deflated(packed));
        return this;
    }

    /// <summary>The token.</summary>
    public byte[] Write(bool asJwt)
    {
        var token = asJwt ? Encoding.ASCII.GetBytes(WriteJwt()) : WriteCwt();
        return Token?.Invoke(token) ?? token;
    }

    /// <summary>A zlib stream.</summary>
    public static byte[] Deflated(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
            zlib.Write(content);
        return output.ToArray();
    }

    /// <summary>A NumericDate.</summary>
    public static long Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();

    private byte[] WriteCwt()
    {
        var (guarded, open, content) = (new CborMap(), new CborMap(), new CborMap());
        guarded.Pairs.Add((CborNode.Number(1), CborNode.Number(Signer.PublicKey.Algorithm switch { SignatureAlgorithm.ES256 => -7, SignatureAlgorithm.Ed25519 => -8, _ => -66_037 })));
        if (KeyId is { } keyId)
            guarded.Pairs.Add((CborNode.Number(4), CborNode.Bytes(Encoding.UTF8.GetBytes(keyId))));
        if (Type is { } type)
            guarded.Pairs.Add((CborNode.Number(16), CborNode.Text(type.Length > 0 ? type : "application/statuslist+cwt")));
        foreach (var (name, value) in Claims)
            content.Pairs.Add((name switch { "sub" => CborNode.Number(2), "iat" => CborNode.Number(6), "exp" => CborNode.Number(4), "ttl" => CborNode.Number(65_534), "status_list" => CborNode.Number(65_533), "list_version" => CborNode.Number(-65_537), _ => CborNode.Text(name) }, Cbor(value)));
        Headers?.Invoke(guarded, open);
        Content?.Invoke(content);
        var claims = content.Encode();
        var (header, payload) = (CborNode.Bytes(guarded.Encode()), CborNode.Bytes(Payload?.Invoke(claims) ?? claims));
        var covered = new CborList { Items = { CborNode.Text("Signature1"), header, CborNode.Bytes([]), payload } }.Encode();
        var parts = new CborList { Items = { header, open, payload, CborNode.Bytes(Sealed(covered)) } };
        Parts?.Invoke(parts);
        return new CborTagged(18, parts).Encode();
    }

    private string WriteJwt()
    {
        var header = new JsonObject { ["alg"] = Signer.PublicKey.Algorithm == SignatureAlgorithm.Ed25519 ? "EdDSA" : "ES256" };
        if (KeyId is { } keyId)
            header["kid"] = keyId;
        if (Type is { } type)
            header["typ"] = type.Length > 0 ? type : "statuslist+jwt";
        Header?.Invoke(header);
        var payload = Json(Claims)!.ToJsonString();
        var covered = $"{Base64UrlText.Encode(Encoding.UTF8.GetBytes(PlainJson.Of(header)))}.{Base64UrlText.Encode(Encoding.UTF8.GetBytes(Text?.Invoke(payload) ?? payload))}";
        return $"{covered}.{Base64UrlText.Encode(Sealed(Encoding.ASCII.GetBytes(covered)))}";
    }

    private byte[] Sealed(byte[] covered)
    {
        var signature = Signer.Sign(covered, SignatureForm.P1363);
        return Seal?.Invoke(signature, covered) ?? signature;
    }

    private static CborNode Cbor(object? value) => value switch
    {
        string text => CborNode.Text(text),
        long number => CborNode.Number(number),
        byte[] bytes => CborNode.Bytes(bytes),
        decimal fraction => Fraction((double)fraction),
        Dictionary<string, object?> members => Map(members),
        _ => CborNode.Null(),
    };

    private static JsonNode? Json(object? value) => value switch
    {
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(number),
        byte[] bytes => JsonValue.Create(Base64UrlText.Encode(bytes)),
        decimal fraction => JsonNode.Parse(fraction.ToString(CultureInfo.InvariantCulture)),
        Dictionary<string, object?> members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Json(member.Value)))),
        _ => null,
    };

    private static CborLeaf Fraction(double number)
    {
        var writer = new CborWriter();
        writer.WriteDouble(number);
        return new CborLeaf(writer.Encode());
    }

    private static CborMap Map(Dictionary<string, object?> members)
    {
        var map = new CborMap();
        foreach (var (name, value) in members)
            map.Pairs.Add((CborNode.Text(name), Cbor(value)));
        return map;
    }
}
