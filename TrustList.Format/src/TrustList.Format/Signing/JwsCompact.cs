using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// A JWS in compact form (RFC 7515 §3.1) with JSON objects as header and content, whose structure was checked
/// (SPEC.md §3.4). Nothing is proved until <see cref="Verify"/>.
/// </summary>
public sealed class JwsCompact
{
    private const string AlgorithmMember = "alg", CriticalMember = "crit";
    private readonly string covered;
    private readonly string algorithm;
    private readonly byte[] signature;

    private JwsCompact(JsonObject header, JsonObject payload, string algorithm, string covered, byte[] signature)
        => (Header, Payload, this.algorithm, this.covered, this.signature) = (header, payload, algorithm, covered, signature);

    /// <summary>The protected header.</summary>
    public JsonObject Header { get; }

    /// <summary>The content.</summary>
    public JsonObject Payload { get; }

    /// <summary>Signs an object; <c>alg</c> is put into a copy of the header.</summary>
    public static string Sign(ISigner signer, JsonObject header, JsonObject payload)
    {
        var complete = header.DeepClone().AsObject();
        complete[AlgorithmMember] = signer.PublicKey.Suite.JoseAlgorithm;
        var input = $"{Part(complete)}.{Part(payload)}";
        var sealing = signer.Sign(System.Text.Encoding.ASCII.GetBytes(input), SignatureForm.P1363);
        return $"{input}.{Base64UrlText.Encode(sealing)}";
    }

    /// <summary>Reads a token of at most <paramref name="maxBytes"/> characters.</summary>
    public static Decoded<JwsCompact> Parse(string token, int maxBytes = Limits.StatusTokenBytes)
    {
        if (string.IsNullOrEmpty(token))
            return Fail(DecodeFault.Empty, "no token");
        if (token.Length > maxBytes)
            return Fail(DecodeFault.TooLarge, $"{token.Length} characters, at most {maxBytes}");
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first < 0 || first == last || token.AsSpan(first + 1, last - first - 1).Contains('.'))
            return Fail(DecodeFault.Malformed, "not three parts");
        if (!Base64UrlText.TryDecode(token.AsSpan(0, first), out var headerBytes)
            || !Base64UrlText.TryDecode(token.AsSpan(first + 1, last - first - 1), out var payloadBytes)
            || !Base64UrlText.TryDecode(token.AsSpan(last + 1), out var sealing))
            return Fail(DecodeFault.Malformed, "a part is not base64url");
        var header = CanonicalJson.Parse(headerBytes, Limits.HeaderBytes);
        if (!header.Ok)
            return header.As<JwsCompact>();
        // Nothing that could be named critical is understood here (RFC 7515 §4.1.11).
        if (header.Value.ContainsKey(CriticalMember))
            return Fail(DecodeFault.BadValue, "a critical header");
        if (header.Value[AlgorithmMember] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return Fail(DecodeFault.MissingField, "alg");
        var payload = CanonicalJson.Parse(payloadBytes, maxBytes);
        return payload.Ok
            ? Decoded<JwsCompact>.Of(new JwsCompact(header.Value, payload.Value, value.GetValue<string>(), token[..last], sealing))
            : payload.As<JwsCompact>();
    }

    /// <summary>Whether the key signed it with the algorithm that the header names. Never throws.</summary>
    public bool Verify(PublicKey key)
        => string.Equals(algorithm, key.Suite.JoseAlgorithm, StringComparison.Ordinal)
            && key.Verify(System.Text.Encoding.ASCII.GetBytes(covered), signature, SignatureForm.P1363);

    private static string Part(JsonObject json) => Base64UrlText.Encode(CanonicalJson.EncodeText(json));

    private static Decoded<JwsCompact> Fail(DecodeFault fault, string detail) => Decoded<JwsCompact>.Fail(fault, "JWS: " + detail);
}
