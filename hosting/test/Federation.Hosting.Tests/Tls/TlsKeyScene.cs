using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Federation.Hosting.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Federation.Hosting.Tests.Tls;

/// <summary>A program's key folder, the list that peers see, and the change of the key step by step.</summary>
internal sealed class TlsKeyScene : IPublishedPins, IDisposable
{
    public const int Overlap = 60;
    private readonly TemporaryFolder _folder = new();

    public TlsKeyScene()
    {
        File.WriteAllText(KeyFile, TlsIdentity.CreateKeyPem());
        Restart();
    }

    public string KeyFile => _folder.File("tls.pem");
    public string NextFile => _folder.File("tls.pem.next");
    public SteppedTime Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    public HashSet<string> List { get; } = new(StringComparer.Ordinal);
    public TlsKey Key { get; private set; } = null!;
    public TlsRotation Rotation { get; private set; } = null!;

    public bool Lists(string pin) => List.Contains(pin);

    /// <summary>The program ends and begins again with the files that are there.</summary>
    public void Restart()
    {
        Rotation?.Dispose();
        Key = TlsKey.Open(KeyFile, Time);
        Rotation = new TlsRotation(Key, this, new TlsOptions { OverlapSeconds = Overlap }, Time, NullLogger<TlsRotation>.Instance);
    }

    /// <summary>A next key, and two looks at it.</summary>
    public string Put(string pem)
    {
        File.WriteAllText(NextFile, pem);
        Rotation.Step();
        Rotation.Step();
        return Key.Next?.Pin ?? "";
    }

    /// <summary>A key and its certificate for these days, the key's block first.</summary>
    public static string Pair(DateTimeOffset from, DateTimeOffset until, string? keyPem = null)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(keyPem ?? TlsIdentity.CreateKeyPem());
        using var certificate = new CertificateRequest("CN=gateway.test", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, until);
        return key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n";
    }

    public void Dispose()
    {
        Rotation.Dispose();
        _folder.Dispose();
    }
}
