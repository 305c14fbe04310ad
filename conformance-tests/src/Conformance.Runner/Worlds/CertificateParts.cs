using System.Formats.Asn1;

namespace Conformance.Worlds;

/// <summary>The three parts of an X.509 certificate (RFC 5280 §4.1), to be put together otherwise.</summary>
/// <param name="Content">What is signed.</param>
/// <param name="Algorithm">The algorithm beside the signature.</param>
/// <param name="UnusedBits">How many bits of the signature's last byte are said not to count.</param>
/// <param name="Signature">The signature's bytes.</param>
internal sealed record CertificateParts(byte[] Content, byte[] Algorithm, int UnusedBits, byte[] Signature)
{
    /// <summary>Takes one apart.</summary>
    public static CertificateParts Of(byte[] certificate)
    {
        var parts = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        var (content, algorithm) = (parts.ReadEncodedValue().ToArray(), parts.ReadEncodedValue().ToArray());
        return new CertificateParts(content, algorithm, 0, parts.ReadBitString(out _));
    }

    /// <summary>The certificate of these parts.</summary>
    public byte[] Encode()
    {
        // By hand where a writer would refuse: bits that are set and said not to count.
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(Content);
            writer.WriteEncodedValue(Algorithm);
            writer.WriteEncodedValue([0x03, .. Length(Signature.Length + 1), (byte)UnusedBits, .. Signature]);
        }
        return writer.Encode();
    }

    private static byte[] Length(int length) => length < 0x80 ? [(byte)length] : [0x81, (byte)length];
}
