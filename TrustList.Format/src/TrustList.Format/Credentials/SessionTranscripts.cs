using System.Formats.Cbor;
using System.Security.Cryptography;

namespace TrustList.Format.Credentials;

/// <summary>
/// Session transcripts: what binds a presentation to one question. SPEC.md §6.6. The bytes are the encoded
/// SessionTranscript array, without tag 24.
/// </summary>
public static class SessionTranscripts
{
    /// <summary>The handover of OpenID for Verifiable Presentations 1.0, Annex B.2.6.1 (redirects).</summary>
    /// <param name="clientId">The verifier's client_id, with its prefix.</param>
    /// <param name="nonce">The verifier's nonce, made for this question alone.</param>
    /// <param name="responseUri">Where the answer goes (response_uri).</param>
    /// <param name="jwkThumbprint">SHA-256 thumbprint (RFC 7638) of the verifier's encryption key; null when the answer is not encrypted.</param>
    /// <returns>The encoded transcript.</returns>
    public static byte[] OpenId4VpHandover(string clientId, string nonce, string responseUri, ReadOnlyMemory<byte>? jwkThumbprint = null)
    {
        var info = new CborWriter(CborConformanceMode.Canonical);
        info.WriteStartArray(4);
        info.WriteTextString(clientId);
        info.WriteTextString(nonce);
        if (jwkThumbprint is { } thumbprint)
            info.WriteByteString(thumbprint.Span);
        else
            info.WriteNull();
        info.WriteTextString(responseUri);
        info.WriteEndArray();

        var transcript = new CborWriter(CborConformanceMode.Canonical);
        transcript.WriteStartArray(3);
        transcript.WriteNull();
        transcript.WriteNull();
        transcript.WriteStartArray(2);
        transcript.WriteTextString("OpenID4VPHandover");
        transcript.WriteByteString(SHA256.HashData(info.Encode()));
        transcript.WriteEndArray();
        transcript.WriteEndArray();
        return transcript.Encode();
    }
}
