using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Transfers;

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

    /// <summary>What the wallet asks its region's node to prove; null where the licence has no place in the region's log.</summary>
    public IssuanceQuestion? IssuanceQuestion => licence.Issuance;

    /// <summary>Whether the licence carries an issuance proof; what it shows is the verifier's to check.</summary>
    public bool CarriesProof => licence.CarriesProof;

    /// <summary>
    /// This wallet with an issuance proof beside the issuer's signature, in place of one that it may carry already. What was
    /// signed stays byte for byte (SPEC.md §13.4).
    /// </summary>
    /// <param name="proof">The proof as the node gave it out.</param>
    /// <exception cref="ArgumentException">Not a proof, or not one about this licence.</exception>
    public Wallet WithProof(ReadOnlyMemory<byte> proof)
    {
        var read = IssuanceProof.Read(proof);
        if (!read.Ok)
            throw new ArgumentException($"Not an issuance proof: {read.Detail}.", nameof(proof));
        if (licence.Issuance is not { } question || !question.IsAnsweredBy(read.Value))
            throw new ArgumentException("The proof is about another licence.", nameof(proof));
        return new Wallet(deviceKey, licence.WithProof(proof.Span));
    }

    /// <summary>
    /// This wallet with a live assertion stapled to the licence, in place of one that it may carry already: what is shown from now on
    /// says how fresh its status is, without a network (SPEC.md §7.15). What was signed stays byte for byte.
    /// </summary>
    /// <param name="assertion">As the region's node gave it out.</param>
    /// <exception cref="ArgumentException">Not a live assertion, or not one about this licence.</exception>
    public Wallet WithStaple(ReadOnlyMemory<byte> assertion)
    {
        if (LiveAssertion.Unverified(assertion) is not { } claims)
            throw new ArgumentException("Not a live assertion.", nameof(assertion));
        if (licence.Issuance is not { } own || claims.StatusUri != own.StatusUri || claims.Index != own.Index || !claims.Nonce.Span.SequenceEqual(own.MsoSha256.Span))
            throw new ArgumentException("The assertion is about another licence.", nameof(assertion));
        return new Wallet(deviceKey, licence.WithStaple(assertion.Span));
    }

    /// <summary>
    /// This wallet with the proof of where the licence went, in place of one that it may carry already: a verifier who finds it
    /// TRANSFERRED learns whereto (SPEC.md §14.5). What was signed stays byte for byte; what the proof shows is the verifier's to check.
    /// </summary>
    /// <param name="proof">As the old region's node gave it out.</param>
    /// <exception cref="ArgumentException">Not a transfer proof, or not one about this licence.</exception>
    public Wallet WithTransferProof(ReadOnlyMemory<byte> proof)
    {
        if (TransferProof.Read(proof) is not { Ok: true, Value.Transfer: var transfer }
            || SignedTransfer.Read(transfer) is not { Ok: true, Value.Record: var bytes } || TransferRecord.Read(bytes) is not { Ok: true, Value: var record })
            throw new ArgumentException("Not a transfer proof.", nameof(proof));
        if (licence.Issuance is not { } own || IssuanceLeaf.EntryOf(own.StatusUri, own.Index) != record.Entry)
            throw new ArgumentException("The proof is about another licence.", nameof(proof));
        return new Wallet(deviceKey, licence.WithTransferProof(proof.Span));
    }

    /// <summary>The licence with what it carries: IssuerSigned, CBOR.</summary>
    public byte[] ToIssuerSigned() => licence.Write();

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
