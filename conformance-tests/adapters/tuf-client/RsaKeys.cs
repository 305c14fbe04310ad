using System.Security.Cryptography;
using TrustList.Format.Metadata;

namespace Federation.TufClient;

/// <summary>RSA keys as the TUF specification names them (§4.2.1): the suite's third type, which the trust list does not use.</summary>
internal sealed class RsaKeys : IForeignKeys
{
    private const int LeastBits = 2_048, MostBits = 8_192;

    /// <inheritdoc/>
    public IForeignKey? Import(string keyType, string scheme, string text)
    {
        if (keyType != "rsa" || scheme != "rsassa-pss-sha256")
            return null;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(text);
            return rsa.KeySize is >= LeastBits and <= MostBits ? new Key(rsa) : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            return null;
        }
    }

    private sealed class Key(RSA rsa) : IForeignKey
    {
        public string Material { get; } = Convert.ToHexStringLower(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));

        public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            try
            {
                return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
