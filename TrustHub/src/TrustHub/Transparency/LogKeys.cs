using System.Collections.Immutable;
using Federation.Hosting;
using TrustHub.Publishing;
using TrustList.Format.Signing;

namespace TrustHub.Transparency;

/// <summary>
/// The log's keys: every <c>*log*.pem</c> in the folder <c>keys</c>, Ed25519. Policy says which of them signs, so that a
/// new key lies there before policy names it. None: no log is kept.
/// </summary>
public sealed class LogKeys
{
    /// <summary>The word in the names of log keys.</summary>
    public const string Role = "log";

    private readonly ImmutableArray<ISigner> _signers;

    private LogKeys(ImmutableArray<ISigner> signers) => _signers = signers;

    /// <summary>Reads the keys of a data folder.</summary>
    /// <exception cref="StartRefusedException">A key is unreadable or of another algorithm, with every error.</exception>
    public static LogKeys Load(string dataDir)
    {
        var errors = new List<string>();
        var signers = ImmutableArray.CreateBuilder<ISigner>();
        foreach (var file in KeyFolder.Find(dataDir, Role))
        {
            if (SoftwareSigner.FromPkcs8Pem(File.ReadAllText(file)) is { Ok: true, Value: { PublicKey.Algorithm: SignatureAlgorithm.Ed25519 } signer })
                signers.Add(signer);
            else
                errors.Add($"{file}: not an Ed25519 private key in PKCS#8 PEM");
        }
        return errors.Count == 0 ? new LogKeys(signers.ToImmutable()) : throw new StartRefusedException(errors);
    }

    /// <summary>Our signer of a key; null when it is not ours.</summary>
    public ISigner? Find(PublicKey key) => _signers.FirstOrDefault(signer => signer.PublicKey.Equals(key));
}
