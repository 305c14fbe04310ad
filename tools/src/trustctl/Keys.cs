using Federation.Ceremonies;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>Keys named on the command line. A file that is no key is wrong usage, said by its path alone.</summary>
internal static class Keys
{
    public static SoftwareSigner Private(string path) => KeyFile.Read(path) is { Ok: true } key ? key.Value : throw new UsageException($"{path}: no private key (PKCS#8 PEM)");

    public static PublicKey Public(string path)
    {
        var text = System.Text.Encoding.ASCII.GetString(InputFile.Read(path, 16_384));
        return PublicKey.FromPem(text) is { Ok: true } key ? key.Value : throw new UsageException($"{path}: no public key (SPKI PEM)");
    }
}
