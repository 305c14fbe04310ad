using System.Formats.Cbor;
using Demo.World;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace Demo.People;

/// <summary>
/// Somebody who read a node's files for a while: its document-signer key, and its database, into which they could write. To
/// submit a batch of their own would not do: the region's witness cosigns no epoch with a batch that its node did not sign.
/// </summary>
public sealed class Thief
{
    private readonly RegionSite victim;
    private readonly HubSite hub;
    private readonly DocumentSigner signer;

    /// <summary>Takes the newest document-signer key and its certificate, which every licence shows.</summary>
    public Thief(RegionSite victim, HubSite hub, Phone anyLicence)
    {
        (this.victim, this.hub) = (victim, hub);
        var key = Directory.EnumerateFiles(Path.Combine(victim.IssuerData, "keys"), "document-signer-*.test.pem").Order(StringComparer.Ordinal).Last();
        signer = DocumentSigner.Of(SoftwareSigner.FromPkcs8Pem(File.ReadAllText(key)).Value, CertificateIn(anyLicence.IssuerSigned)).Value;
    }

    /// <summary>The stolen certificate's thumbprint.</summary>
    public string Thumbprint => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(signer.Certificate.Span));

    /// <summary>Signs a licence for a driver who does not exist, dated at will, with an index that nobody has.</summary>
    public Phone Forge(DateTimeOffset signedAt, int index)
    {
        var device = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var whole = Instants.WholeSeconds(signedAt);
        return Phone.Of(device, MdocIssuer.Issue(new IssuanceRequest
        {
            Elements = Driver.Invented.ToLicence().ToElements(),
            DeviceKey = device.PublicKey,
            SignedAt = whole,
            ValidFrom = whole,
            ValidUntil = whole.AddDays(14),
            StatusUri = $"{hub.PublicUrl.OriginalString}/status/{victim.Region.Code}/0",
            StatusIndex = index,
            Signer = signer,
        }));
    }

    /// <summary>Writes a forged licence's leaf among those that wait in the node's database, so that the node itself logs it; gives the leaf.</summary>
    public async Task<string> Plant(Phone forged)
    {
        var (question, blind) = (forged.Question, IssuanceLeaf.NewBlind());
        var leaf = IssuanceLeaf.Hash(blind, question.MsoSha256.Span, question.Entry).ToArray();
        await victim.Database.ExecuteAsync(
            $"INSERT INTO issuance_leaves(licence_id, entry, blind, mso_sha256, leaf) VALUES('a thief''s', {question.Entry}, {Bytes(blind)}, {Bytes(question.MsoSha256)}, {Bytes(leaf)})");
        return LowerHex.Of(leaf);
    }

    private string Bytes(ReadOnlyMemory<byte> value) => victim.Database.Literal(value);

    private static byte[] CertificateIn(byte[] issuerSigned)
    {
        var reader = new CborReader(issuerSigned);
        for (var members = reader.ReadStartMap(); members > 0; members--)
        {
            if (reader.ReadTextString() == "issuerAuth") return CoseSign1.Parse(reader.ReadEncodedValue()).Value.Headers.X5Chain[0].ToArray();
            reader.SkipValue();
        }

        throw new InvalidOperationException("no issuerAuth");
    }
}
