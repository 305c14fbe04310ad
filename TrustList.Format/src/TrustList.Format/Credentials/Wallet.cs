using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>The holder's side: a licence with its device key, and presentations of chosen elements. SPEC.md §6.5.</summary>
public sealed class Wallet
{
    private readonly ISigner deviceKey;
    private readonly IssuerSignedView licence;

    /// <summary>Opens a wallet for one licence.</summary>
    /// <param name="deviceKey">The key that the licence names.</param>
    /// <param name="issuerSigned">IssuerSigned, as the issuer gave it out.</param>
    /// <exception cref="ArgumentException">The bytes are not an IssuerSigned, or the licence names another key.</exception>
    public Wallet(ISigner deviceKey, byte[] issuerSigned)
    {
        ArgumentNullException.ThrowIfNull(deviceKey);
        var read = IssuerSignedView.Read(issuerSigned);
        if (!read.Ok)
            throw new ArgumentException($"Not a licence: {read.Detail}.", nameof(issuerSigned));
        if (!read.Value.DeviceKey.Equals(deviceKey.PublicKey))
            throw new ArgumentException("The licence names another device key.", nameof(deviceKey));
        this.deviceKey = deviceKey;
        licence = read.Value;
    }

    /// <summary>The licence's document type.</summary>
    public string DocType => licence.DocType;

    /// <summary>What can be disclosed, in the issuer's order.</summary>
    public IReadOnlyList<(string Namespace, string Element)> Elements => licence.Elements;

    /// <summary>Answers a verifier: the chosen elements, signed by the device over the session transcript.</summary>
    /// <param name="disclose">The elements to disclose; names that the licence lacks are left out.</param>
    /// <param name="sessionTranscript">The encoded SessionTranscript array of this question; see <see cref="SessionTranscripts"/>.</param>
    /// <returns>A DeviceResponse, CBOR.</returns>
    /// <exception cref="ArgumentException">The transcript is not one well-formed CBOR item.</exception>
    public byte[] Present(IEnumerable<(string Namespace, string Element)> disclose, ReadOnlySpan<byte> sessionTranscript)
    {
        if (CborRules.CheckWellFormed(sessionTranscript) is { Ok: false } fault)
            throw new ArgumentException($"The transcript is no CBOR item: {fault.Detail}.", nameof(sessionTranscript));
        var toSign = DeviceAuthentication.Encode(sessionTranscript, licence.DocType, DeviceAuthentication.NoElements);
        var signature = CoseSign1.Sign(deviceKey, CoseHeaders.None, toSign, detached: true);
        return Respond(disclose.ToHashSet(), signature);
    }

    private byte[] Respond(HashSet<(string Namespace, string Element)> disclose, byte[] deviceSignature)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: 4096);
        writer.WriteStartMap(3);
        writer.WriteTextString("version");
        writer.WriteTextString("1.0");
        writer.WriteTextString("documents");
        writer.WriteStartArray(1);
        writer.WriteStartMap(3);
        writer.WriteTextString("docType");
        writer.WriteTextString(licence.DocType);
        writer.WriteTextString("issuerSigned");
        licence.WriteSelected(writer, disclose);
        writer.WriteTextString("deviceSigned");
        WriteDeviceSigned(writer, deviceSignature);
        writer.WriteEndMap();
        writer.WriteEndArray();
        writer.WriteTextString("status");
        writer.WriteInt32(0);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteDeviceSigned(CborWriter writer, byte[] deviceSignature)
    {
        writer.WriteStartMap(2);
        writer.WriteTextString("nameSpaces");
        writer.WriteEncodedValue(DeviceAuthentication.NoElements);
        writer.WriteTextString("deviceAuth");
        writer.WriteStartMap(1);
        writer.WriteTextString("deviceSignature");
        writer.WriteEncodedValue(deviceSignature);
        writer.WriteEndMap();
        writer.WriteEndMap();
    }
}
