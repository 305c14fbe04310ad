using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Federation.Ceremonies;

/// <summary>PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018 §6.2, A.4), the one form of encrypted keys here.</summary>
internal static class PasswordEncryption
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string HmacSha256 = "1.2.840.113549.2.9";
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const int KeyBytes = 32;
    private const int BlockBytes = 16;
    private const int Iterations = 600_000;

    // A file with a huge count would occupy whoever opens it for hours.
    private const int MostIterations = 5_000_000;

    public static byte[] Encrypt(byte[] plain, string password)
    {
        var (salt, iv) = (RandomNumberGenerator.GetBytes(BlockBytes), RandomNumberGenerator.GetBytes(BlockBytes));
        using var aes = Cipher(password, salt, Iterations);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Pbes2);
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(Pbkdf2);
                        using (writer.PushSequence())
                        {
                            writer.WriteOctetString(salt);
                            writer.WriteInteger(Iterations);
                            using (writer.PushSequence())
                            {
                                writer.WriteObjectIdentifier(HmacSha256);
                                writer.WriteNull();
                            }
                        }
                    }

                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(Aes256Cbc);
                        writer.WriteOctetString(iv);
                    }
                }
            }

            writer.WriteOctetString(aes.EncryptCbc(plain, iv));
        }

        return writer.Encode();
    }

    /// <summary>The plain bytes, or null where the form is another one.</summary>
    /// <exception cref="CryptographicException">The padding is wrong: most wrong passwords.</exception>
    /// <exception cref="AsnContentException">Not DER.</exception>
    public static byte[]? Decrypt(byte[] der, string password)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var algorithm = info.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != Pbes2) return null;
        var parameters = algorithm.ReadSequence();
        var derivation = parameters.ReadSequence();
        if (derivation.ReadObjectIdentifier() != Pbkdf2) return null;
        var pbkdf2 = derivation.ReadSequence();
        var salt = pbkdf2.ReadOctetString();
        if (salt.Length is < 8 or > 64 || !pbkdf2.TryReadInt32(out var iterations) || iterations is < 1 or > MostIterations) return null;
        if (pbkdf2.HasData && pbkdf2.PeekTag() == Asn1Tag.Integer) pbkdf2.ReadInteger();
        if (!pbkdf2.HasData || pbkdf2.ReadSequence().ReadObjectIdentifier() != HmacSha256) return null;
        var scheme = parameters.ReadSequence();
        if (scheme.ReadObjectIdentifier() != Aes256Cbc) return null;
        var iv = scheme.ReadOctetString();
        if (iv.Length != BlockBytes) return null;
        using var aes = Cipher(password, salt, iterations);
        return aes.DecryptCbc(info.ReadOctetString(), iv);
    }

    private static Aes Cipher(string password, byte[] salt, int iterations)
    {
        var aes = Aes.Create();
        aes.Key = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, KeyBytes);
        return aes;
    }
}
