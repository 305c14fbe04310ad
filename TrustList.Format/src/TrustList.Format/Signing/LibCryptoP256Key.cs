using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TrustList.Format.Signing;

/// <summary>
/// A P-256 public key in libcrypto, imported without the two multiplications by the group order that the platform's
/// import makes: the point was checked to lie on the curve, and the cofactor is 1 (decisions/0001).
/// </summary>
internal sealed class LibCryptoP256Key : IP256Key
{
    // Built once and never freed: every key copies it.
    private static readonly Lazy<nint> P256Group = new(() => LibCrypto.EC_GROUP_new_by_curve_name(LibCrypto.P256));

    /// <summary>Whether this way works here: the library is there and passes a self-test, once a process.</summary>
    public static readonly bool IsAvailable = PassesSelfTest();

    private readonly LibCrypto.EcKey key;

    private LibCryptoP256Key(LibCrypto.EcKey key) => this.key = key;

    private static nint Group => P256Group.Value;

    /// <summary>Imports a point that is on the curve, or answers null where the library refuses.</summary>
    public static LibCryptoP256Key? Import(ReadOnlySpan<byte> point)
    {
        var key = LibCrypto.EC_KEY_new();
        using var made = LibCrypto.EC_POINT_new(Group);
        Span<byte> octets = [0x04, .. point];
        if (!key.IsInvalid
            && !made.IsInvalid
            && LibCrypto.EC_KEY_set_group(key, Group) == 1
            && LibCrypto.EC_POINT_oct2point(Group, made, ref MemoryMarshal.GetReference(octets), (nuint)octets.Length, 0) == 1
            && LibCrypto.EC_KEY_set_public_key(key, made) == 1)
            return new LibCryptoP256Key(key);
        LibCrypto.ERR_clear_error();
        key.Dispose();
        return null;
    }

    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> p1363)
    {
        Span<byte> der = stackalloc byte[DerSignature.MostDerBytes];
        var length = DerSignature.Write(p1363, der);
        var verified = LibCrypto.ECDSA_verify(0, ref MemoryMarshal.GetReference(hash), hash.Length, ref MemoryMarshal.GetReference(der), length, key);
        // The thread's error queue belongs to everyone: an entry left there would be blamed on the next caller.
        if (verified < 0)
            LibCrypto.ERR_clear_error();
        return verified == 1;
    }

    private static bool PassesSelfTest()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var platform = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = platform.ExportParameters(includePrivateParameters: false).Q;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData("self-test"u8, hash);
            var signature = platform.SignHash(hash);
            if (Import([.. point.X!, .. point.Y!]) is not { } key || !key.VerifyHash(hash, signature))
                return false;
            hash[0] ^= 1;
            return !key.VerifyHash(hash, signature);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or CryptographicException)
        {
            return false;
        }
    }
}
