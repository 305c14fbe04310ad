using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>A JWS in compact form (RFC 7515 §3.1) whose structure was checked. Nothing is proved until <see cref="Verify"/>.</summary>
public sealed class JwsCompact
{
    /// <summary>The protected header.</summary>
    public JsonObject Header => throw new NotImplementedException();

    /// <summary>The content, a JSON object.</summary>
    public JsonObject Payload => throw new NotImplementedException();

    /// <summary>Signs an object; <c>alg</c> is put into a copy of the header.</summary>
    public static string Sign(ISigner signer, JsonObject header, JsonObject payload) => throw new NotImplementedException();

    /// <summary>Reads a token of at most <paramref name="maxBytes"/> characters.</summary>
    public static Decoded<JwsCompact> Parse(string token, int maxBytes = Limits.StatusTokenBytes) => throw new NotImplementedException();

    /// <summary>Whether the key signed it with the algorithm that the header names. Never throws.</summary>
    public bool Verify(PublicKey key) => throw new NotImplementedException();
}
