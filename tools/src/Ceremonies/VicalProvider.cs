using TrustList.Format.Projections;

namespace Federation.Ceremonies;

/// <summary>The files of a VICAL provider: a root, kept offline, and a signer below it. Software keys, named as test keys.</summary>
/// <param name="RootFile">The root's certificate, DER: what readers elsewhere are given.</param>
/// <param name="SignerFile">The signer's certificate, DER.</param>
/// <param name="KeyFile">The signer's key.</param>
public sealed record VicalProvider(string RootFile, string SignerFile, string KeyFile)
{
    private const int RootYears = 20;
    private const int SignerYears = 3;

    /// <summary>Makes keys and certificates in a folder. Keys that stand there are never overwritten (<see cref="IOException"/>).</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="now">Both certificates are valid from a day before.</param>
    public static VicalProvider Create(string folder, string name, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var files = new VicalProvider(Path.Combine(folder, "vical-root.der"), Path.Combine(folder, "vical-signer.der"), Path.Combine(folder, "vical-signer.test.pem"));
        var rootKey = Ceremonies.KeyFile.Create(Path.Combine(folder, "vical-root.test.pem"));
        var key = Ceremonies.KeyFile.Create(files.KeyFile);
        var from = now.AddDays(-1);
        var root = VicalCertificates.CreateRoot(rootKey, $"{name} VICAL root (test)", from, from.AddYears(RootYears));
        File.WriteAllBytes(files.RootFile, root);
        File.WriteAllBytes(files.SignerFile, VicalCertificates.CreateSigner(rootKey, root, key.PublicKey, $"{name} VICAL signer (test)", from, from.AddYears(SignerYears)));
        return files;
    }
}
