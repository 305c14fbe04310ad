using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Projections;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>
/// The province operators' offline folder: IACA key and certificate, the operators' role keys (two of three sign; in an SM2
/// region each holds an SM2 key beside, and both sign), and what was last published. Software keys, named as test keys: a pilot's set-up. A public body keeps each key with its own person.
/// </summary>
public sealed class ProvinceFolder
{
    private const int OperatorCount = 3;
    private const int OperatorThreshold = 2;
    private readonly string folder;
    private readonly ProvinceFacts facts;
    private readonly SoftwareSigner iacaKey;
    private readonly byte[] iaca;
    private readonly ImmutableArray<SoftwareSigner> operators;
    private readonly ImmutableArray<SoftwareSigner> sm2Operators;

    private ProvinceFolder(string folder, ProvinceFacts facts)
    {
        this.folder = folder;
        this.facts = facts;
        iacaKey = KeyFile.Read(IacaKeyFile(folder)).Value;
        iaca = File.ReadAllBytes(Path.Combine(folder, "iaca.der"));
        operators = [.. Enumerable.Range(1, OperatorCount).Select(n => KeyFile.Read(OperatorKeyFile(folder, n)).Value)];
        sm2Operators = iacaKey.PublicKey.Algorithm == SignatureAlgorithm.SM2
            ? [.. Enumerable.Range(1, OperatorCount).Select(n => KeyFile.Read(OperatorSm2KeyFile(folder, n)).Value)]
            : [];
    }

    /// <summary>The region's code.</summary>
    public string Code => facts.Code;

    /// <summary>The root certificate, DER.</summary>
    public ReadOnlyMemory<byte> Iaca => iaca;

    /// <summary>SHA-256 of the root certificate, as the national registry pins it.</summary>
    public string IacaThumbprint => Convert.ToHexStringLower(SHA256.HashData(iaca));

    /// <summary>The version of the region's metadata that was signed last; 0 before the first.</summary>
    public long Version => File.Exists(VersionFile) ? long.Parse(File.ReadAllText(VersionFile)) : 0;

    /// <summary>Who signs the region's metadata, for the national delegation.</summary>
    public OperatorGroup Operators => OperatorGroup.Of(OperatorThreshold, operators.Concat(sm2Operators).Select(key => key.PublicKey));

    /// <summary>Makes keys and root certificate in an empty folder. A folder that holds keys is refused (<see cref="IOException"/>).</summary>
    /// <param name="folder">Where.</param>
    /// <param name="code">GB/T 2260, six digits.</param>
    /// <param name="name">For the certificate's subject.</param>
    /// <param name="iso3166">ISO 3166-2 code of the province.</param>
    /// <param name="now">The certificate is valid from a day before, for ten years.</param>
    /// <param name="algorithm">Of the IACA; with SM2 the operators hold SM2 keys beside their ES256 keys.</param>
    public static ProvinceFolder Create(
        string folder, string code, string name, string iso3166, DateTimeOffset now, SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        Directory.CreateDirectory(folder);
        var key = KeyFile.Create(IacaKeyFile(folder), algorithm);
        if (algorithm == SignatureAlgorithm.SM2)
            for (var n = 1; n <= OperatorCount; n++) KeyFile.Create(OperatorSm2KeyFile(folder, n), algorithm);
        for (var n = 1; n <= OperatorCount; n++) KeyFile.Create(OperatorKeyFile(folder, n));
        var about = new ProvinceFacts(code, name, iso3166);
        File.WriteAllBytes(
            Path.Combine(folder, "iaca.der"),
            DocumentCertificates.CreateIaca(key, new CertificateSubject($"{name} IACA (test)", iso3166), now.AddDays(-1), now.AddYears(10), about.CrlUri, about.Contact));
        File.WriteAllText(Path.Combine(folder, "region.json"), JsonSerializer.Serialize(about, ProvinceJson.Default.ProvinceFacts));
        return new ProvinceFolder(folder, about);
    }

    /// <summary>Opens a folder that <see cref="Create"/> made.</summary>
    public static ProvinceFolder Open(string folder) =>
        new(folder, JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, "region.json")), ProvinceJson.Default.ProvinceFacts)!);

    /// <summary>Certifies a new node: document signer, issuers.json and the delegation of node.json, into <paramref name="into"/>.</summary>
    public void CertifyNode(NodeRequest request, string into, DateTimeOffset now)
    {
        if (request.Code != Code) throw new ArgumentException($"the request is of region {request.Code}, this folder of {Code}");
        File.WriteAllText(NodeRoleFile, request.NodeRole.ToPem());
        var signer = CertifyDocumentSigner(request.DocumentSigner, now);
        Publish(IssuerRecords.Begin(Code, iaca, signer, request.StatusKey, now), into, now);
    }

    /// <summary>Publishes a further document signer; it may sign two days later, and the present one retires then.</summary>
    public void AddDocumentSigner(PublicKey key, string into, DateTimeOffset now) =>
        Publish(IssuerRecords.AddDocumentSigner(Issuers(), CertifyDocumentSigner(key, now), now), into, now);

    /// <summary>Declares a key lost, suspected since an instant, and publishes it.</summary>
    public void Compromise(string key, DateTimeOffset distrustAfter, string reason, string into, DateTimeOffset now) =>
        Publish(IssuerRecords.Compromise(Issuers(), key, distrustAfter, reason, now), into, now);

    /// <summary>Disowns leaves of the issuance log on a lost certificate's record, and publishes it.</summary>
    public void Disown(string key, IEnumerable<byte[]> leaves, string into, DateTimeOffset now) =>
        Publish(IssuerRecords.Disown(Issuers(), key, leaves), into, now);

    /// <summary>Registers relying parties, or changes their records, and publishes them; before the node is certified, together with its certificates.</summary>
    public void RegisterParties(IEnumerable<Party> registered, string into, DateTimeOffset now)
    {
        var parties = registered.Aggregate(Parties() ?? PartiesDocument.Empty(Code), PartyRecords.Register);
        Put(PartiesFile, parties.Write());
        if (File.Exists(IssuersFile)) Renew(into, now);
    }

    /// <summary>Signs the newest issuers.json again, as operators do each quarter.</summary>
    public void Renew(string into, DateTimeOffset now) => Publish(Issuers(), into, now);

    /// <summary>Certifies a document signer without publishing it.</summary>
    public byte[] CertifyDocumentSigner(PublicKey key, DateTimeOffset now) => DocumentCertificates.CreateDocumentSigner(
        iacaKey, iaca, key, $"{facts.Name} document signer {key.Thumbprint[..8]} (test)", now.AddMinutes(-5), now.AddDays(456), facts.CrlUri, facts.Contact);

    /// <summary>Signs the IACA's next revocation list by what issuers.json says, and keeps its number.</summary>
    public byte[] SignRevocationList(DateTimeOffset now)
    {
        now = Instants.WholeSeconds(now);
        var number = File.Exists(CrlNumberFile) ? long.Parse(File.ReadAllText(CrlNumberFile), System.Globalization.CultureInfo.InvariantCulture) + 1 : 1;
        var revoked = File.Exists(IssuersFile) ? CertificateRevocationList.RevokedIn(Issuers(), iaca, now) : [];
        // The number first: one that was never published is a gap, one that was published twice a contradiction.
        Put(CrlNumberFile, System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return CertificateRevocationList.Sign(iacaKey, iaca, number, now, now.AddDays(CertificateRevocationList.LongestDays), revoked);
    }

    private string CrlNumberFile => Path.Combine(folder, "crl-number");

    private string NodeRoleFile => Path.Combine(folder, "node-role.pem");

    private string VersionFile => Path.Combine(folder, "version");

    private string IssuersFile => Path.Combine(folder, "issuers.json");

    private string PartiesFile => Path.Combine(folder, "parties.json");

    private static string IacaKeyFile(string folder) => Path.Combine(folder, "iaca.test.pem");

    private static string OperatorKeyFile(string folder, int n) => Path.Combine(folder, $"operator-{n}.test.pem");

    private static string OperatorSm2KeyFile(string folder, int n) => Path.Combine(folder, $"operator-{n}-sm2.test.pem");

    private IssuersDocument Issuers() => IssuersDocument.Read(File.ReadAllBytes(IssuersFile)).Value;

    private PartiesDocument? Parties() => File.Exists(PartiesFile) ? PartiesDocument.Read(File.ReadAllBytes(PartiesFile)).Value : null;

    private void Publish(IssuersDocument issuers, string into, DateTimeOffset now)
    {
        var version = Version + 1;
        var nodeRole = PublicKey.FromPem(File.ReadAllText(NodeRoleFile)).Value;
        var (role, files) = new RegionCeremony(Code, nodeRole).Draft(version, now, issuers, Parties());
        var bytes = files[IssuersDocument.PathOf(Code)];
        Put(IssuersFile, bytes);
        Put(VersionFile, System.Text.Encoding.ASCII.GetBytes(version.ToString()));
        Directory.CreateDirectory(into);
        foreach (var (path, content) in files) Put(Path.Combine(into, $"{version}.{Path.GetFileName(path)}"), content);
        Put(Path.Combine(into, $"{version}.{RoleNames.Region(Code)}.json"), MetadataWriter.Write(role, operators.Take(OperatorThreshold).Concat(sm2Operators.Take(OperatorThreshold))));
    }


    // Under its name only when whole: a node may look at any moment.
    private static void Put(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }
}
