using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using TrustHub.Publishing;
using TrustHub.Transparency;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustHub.Inception;

/// <summary>
/// <c>TrustHub incept --data DIR [--test]</c> makes the hub's keys and prints what the national operators put into
/// the root: <c>{"snapshotKey":SPKI,"timestampKey":SPKI,"logKey":SPKI,"tlsPin":HEX}</c>, keys in base64;
/// the log's key goes into policy. It makes what is missing
/// and changes nothing that is there, so running it again prints the same.
/// </summary>
public static class InceptVerb
{
    /// <summary>Runs the verb.</summary>
    /// <returns>0, or 64 for wrong usage.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var test = args.Contains("--test");
        if (args.Where(arg => arg != "--test").ToArray() is not ["--data", var dataDir])
        {
            error.WriteLine("usage: TrustHub incept --data DIR [--test]");
            return 64;
        }
        Directory.CreateDirectory(KeyFolder.Of(dataDir));
        var prefix = test ? KeyFolder.TestPrefix : "";
        var snapshot = SigningKey(dataDir, prefix, RoleNames.Snapshot);
        var timestamp = SigningKey(dataDir, prefix, RoleNames.Timestamp);
        var log = SigningKey(dataDir, prefix, LogKeys.Role, SignatureAlgorithm.Ed25519);
        using var tls = TlsIdentity.Load(KeyFile(dataDir, prefix, KeyFolder.Tls, TlsIdentity.CreateKeyPem));
        output.WriteLine(new JsonObject
        {
            ["snapshotKey"] = Convert.ToBase64String(snapshot.SubjectPublicKeyInfo.Span),
            ["timestampKey"] = Convert.ToBase64String(timestamp.SubjectPublicKeyInfo.Span),
            ["logKey"] = Convert.ToBase64String(log.SubjectPublicKeyInfo.Span),
            ["tlsPin"] = tls.Pin,
        }.ToJsonString());
        return 0;
    }

    private static PublicKey SigningKey(string dataDir, string prefix, string role, SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        var file = KeyFile(dataDir, prefix, role, () => SoftwareSigner.Create(algorithm).ToPkcs8Pem());
        return SoftwareSigner.FromPkcs8Pem(File.ReadAllText(file)).Value.PublicKey;
    }

    private static string KeyFile(string dataDir, string prefix, string role, Func<string> make)
    {
        if (KeyFolder.Find(dataDir, role) is [var present, ..])
            return present;
        var file = Path.Combine(KeyFolder.Of(dataDir), $"{prefix}{role}.pem");
        KeyFolder.Write(file, make());
        return file;
    }
}
