using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>Public keys named on the command line. A file that is no key is wrong usage, said by its path alone.</summary>
internal static class Keys
{
    public static PublicKey Public(string path)
    {
        var text = System.Text.Encoding.ASCII.GetString(InputFile.Read(path, 16_384));
        return PublicKey.FromPem(text.TrimEnd()) is { Ok: true } key ? key.Value : throw new UsageException($"{path}: no public key (SPKI PEM)");
    }
}
