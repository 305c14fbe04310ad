using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using TrustList.Format.Signing;

namespace Conformance.Worlds;

/// <summary>An SM2 key that signs for another distinguishing identifier than the one of SPEC.md §3.1.</summary>
/// <param name="key">The key.</param>
/// <param name="identifier">The identifier, ASCII.</param>
internal sealed class OtherIdentity(SoftwareSigner key, string identifier) : ISigner
{
    /// <inheritdoc/>
    public PublicKey PublicKey => key.PublicKey;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form)
    {
        var lines = key.ToPkcs8Pem().Split('\n').Where(line => !line.StartsWith('-'));
        var signer = new SM2Signer(form == SignatureForm.P1363 ? PlainDsaEncoding.Instance : StandardDsaEncoding.Instance);
        signer.Init(forSigning: true, new ParametersWithID(new ParametersWithRandom(PrivateKeyFactory.CreateKey(Convert.FromBase64String(string.Concat(lines)))), Encoding.ASCII.GetBytes(identifier)));
        signer.BlockUpdate(data.ToArray(), 0, data.Length);
        return signer.GenerateSignature();
    }
}
