using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TrustList.Format.Signing;

/// <summary>The ten functions of OpenSSL 3's libcrypto that <see cref="LibCryptoP256Key"/> needs.</summary>
internal static class LibCrypto
{
    /// <summary>NID_X9_62_prime256v1.</summary>
    public const int P256 = 415;
    private const string Library = "libcrypto.so.3";

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint EC_GROUP_new_by_curve_name(int curve);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern EcKey EC_KEY_new();

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EC_KEY_set_group(EcKey key, nint group);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EC_KEY_set_public_key(EcKey key, EcPoint point);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern EcPoint EC_POINT_new(nint group);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EC_POINT_oct2point(nint group, EcPoint point, ref byte octets, nuint length, nint context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ECDSA_verify(int type, ref byte hash, int hashLength, ref byte der, int derLength, EcKey key);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void ERR_clear_error();

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EC_KEY_free(nint key);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EC_POINT_free(nint point);

    /// <summary>An EC_KEY*.</summary>
    public sealed class EcKey() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle()
        {
            EC_KEY_free(handle);
            return true;
        }
    }

    /// <summary>An EC_POINT*.</summary>
    public sealed class EcPoint() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle()
        {
            EC_POINT_free(handle);
            return true;
        }
    }
}
