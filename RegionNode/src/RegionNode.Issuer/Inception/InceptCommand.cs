using System.Text.Encodings.Web;
using System.Text.Json;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Inception;

/// <summary>
/// <c>incept --data DIR --code 310000 [--alg es256|sm2] [--rehearsal true]</c>: makes the node's keys once and prints the request to the
/// province's operators as JSON. Refuses where keys exist: a second set would orphan what the first has signed.
/// </summary>
internal static class InceptCommand
{
    internal const string Verb = "incept";

    /// <summary>The request as it is kept in the node's folder.</summary>
    internal const string RequestName = "inception-request.json";
    private const int WrongUsage = 64;
    private const int CannotCreate = 73;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Base64's plus sign, for people.
    };

    internal static int Run(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var (data, code) = (settings["data"], settings["code"]);
        var algorithm = settings["alg"]?.ToUpperInvariant() switch
        {
            null or "ES256" => SignatureAlgorithm.ES256,
            "SM2" => SignatureAlgorithm.SM2,
            _ => (SignatureAlgorithm?)null,
        };
        if (string.IsNullOrEmpty(data) || code is not { Length: 6 } || !code.All(char.IsAsciiDigit) || algorithm is null)
        {
            Console.Error.WriteLine("usage: RegionNode.Issuer incept --data DIR --code SIX-DIGITS [--alg es256|sm2] [--rehearsal true]");
            return WrongUsage;
        }
        var test = settings.GetValue("rehearsal", settings.GetValue("Rehearsal:KeysAreTest", defaultValue: false));
        try
        {
            var request = MakeKeys(new KeyFiles(data, test), code, algorithm.Value);
            Directory.CreateDirectory(Path.Combine(data, RegionFolders.Inception));
            Directory.CreateDirectory(Path.Combine(data, RegionFolders.Inbox));
            var json = JsonSerializer.Serialize(request, Readable);
            File.WriteAllText(Path.Combine(data, RequestName), json + "\n");
            Console.WriteLine(json);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"no keys made: {e.Message}");
            return CannotCreate;
        }
    }

    /// <param name="files">Where.</param>
    /// <param name="code">The region.</param>
    /// <param name="algorithm">Of document signer and status key. The others stay as they are: strangers must follow the node's role.</param>
    internal static InceptionRequest MakeKeys(KeyFiles files, string code, SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        if (files.DocumentSignerNumbers().Count > 0)
            throw new IOException("this folder holds keys already");
        var tls = TlsIdentity.CreateKeyPem();
        files.WriteNew(KeyFiles.Tls, tls);
        new PersonalKeyFiles(files.DataDir, files.Test).MakeNext();
        using var identity = TlsIdentity.FromPem(tls);
        return new InceptionRequest
        {
            Code = code,
            StatusKeySpki = Make(files, KeyFiles.Status, algorithm),
            NodeRoleKeySpki = Make(files, KeyFiles.NodeRole, SignatureAlgorithm.ES256),
            WitnessKeySpki = Make(files, KeyFiles.Witness, SignatureAlgorithm.Ed25519),
            DocumentSignerSpki = Make(files, KeyFiles.DocumentSigner(1), algorithm),
            TlsPin = identity.Pin,
        };
    }

    private static string Make(KeyFiles files, string name, SignatureAlgorithm algorithm)
    {
        var key = SoftwareSigner.Create(algorithm);
        files.WriteNew(name, key.ToPkcs8Pem());
        return Convert.ToBase64String(key.PublicKey.SubjectPublicKeyInfo.Span);
    }
}
