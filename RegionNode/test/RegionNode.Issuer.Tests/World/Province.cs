using System.Collections.Immutable;
using System.Security.Cryptography;
using RegionNode.Issuer.Inception;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The province's operators with test keys: certify a node's keys and write what they sign into its folders.</summary>
internal sealed class Province
{
    internal const string Code = "310000";
    private readonly SoftwareSigner iacaKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly SoftwareSigner role = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly DateTimeOffset begun;

    internal Province(DateTimeOffset now)
    {
        begun = Instants.WholeSeconds(now);
        Iaca = DocumentCertificates.CreateIaca(
            iacaKey, new CertificateSubject("Test IACA", "CN-SH"), begun.AddDays(-30), begun.AddYears(5), "http://127.0.0.1/test.crl", "test@example.invalid");
    }

    internal byte[] Iaca { get; }

    internal IssuersDocument? Issuers { get; set; }

    internal long Version { get; private set; }

    internal DelegationKey? NodeRole { get; set; }

    /// <summary>The key that signs the region role; published metadata verifies under it.</summary>
    internal PublicKey RoleKey => role.PublicKey;

    /// <summary>The first issuers.json: one signer and the status key, usable at once.</summary>
    internal void Certify(InceptionRequest request)
    {
        NodeRole = new DelegationKey(Key(request.NodeRoleKeySpki));
        Issuers = new IssuersDocument
        {
            Region = Code,
            Certificates = [Record(Iaca, CertificateRole.Iaca, begun, 1700), Record(Certificate(Key(request.DocumentSignerSpki), begun), CertificateRole.DocumentSigner, begun, 100)],
            StatusKeys =
            [
                new StatusKey
                {
                    KeyId = "status-1",
                    Spki = Convert.FromBase64String(request.StatusKeySpki),
                    PublishedAt = begun,
                    SignFrom = begun,
                    SignUntil = begun.AddDays(300),
                    ValidUntil = begun.AddDays(400),
                    History = [new(KeyState.Pending, begun, "test")],
                },
            ],
        };
    }

    /// <summary>Adds a document signer that signs from <paramref name="signFrom"/>.</summary>
    internal byte[] AddSigner(string spki, DateTimeOffset now, DateTimeOffset signFrom)
    {
        var certificate = Certificate(Key(spki), now);
        var record = Record(certificate, CertificateRole.DocumentSigner, Instants.WholeSeconds(signFrom), 100) with
        {
            PublishedAt = Instants.WholeSeconds(now),
            History = [new(KeyState.Pending, Instants.WholeSeconds(now), "test")],
        };
        Issuers = Issuers! with { Certificates = Issuers.Certificates.Add(record) };
        return certificate;
    }

    /// <summary>Its relying parties; null: none.</summary>
    internal PartiesDocument? Parties { get; set; }

    /// <summary>Signs the next version into a folder; the file names carry the version.</summary>
    internal void Publish(string folder, DateTimeOffset now, DateTimeOffset? expires = null)
    {
        Version++;
        var issuers = Issuers!.Write();
        var targets = ImmutableDictionary<string, TargetFile>.Empty.Add(
            IssuersDocument.PathOf(Code), new TargetFile(issuers.Length, Convert.ToHexStringLower(SHA256.HashData(issuers))));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{Version}.issuers.json"), issuers);
        if (Parties?.Write() is { } parties)
        {
            targets = targets.Add(PartiesDocument.PathOf(Code), new TargetFile(parties.Length, Convert.ToHexStringLower(SHA256.HashData(parties))));
            File.WriteAllBytes(Path.Combine(folder, $"{Version}.parties.json"), parties);
        }
        var file = MetadataWriter.Write(new TargetsRole(Version, Instants.WholeSeconds(expires ?? now.AddDays(90)), targets, NodeRole!.Delegation(Code)), role);
        File.WriteAllBytes(Path.Combine(folder, $"{Version}.region-{Code}.json"), file);
    }

    internal byte[] Certificate(PublicKey key, DateTimeOffset now) => DocumentCertificates.CreateDocumentSigner(
        iacaKey, Iaca, key, "Test document signer", now.AddDays(-1), now.AddDays(400), "http://127.0.0.1/test.crl", "test@example.invalid");

    private static PublicKey Key(string spki) => PublicKey.FromSpki(Convert.FromBase64String(spki)).Value;

    private static IssuerCertificate Record(byte[] der, CertificateRole certificateRole, DateTimeOffset from, int days)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(der);
        var notAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        return new IssuerCertificate
        {
            Thumbprint = Convert.ToHexStringLower(SHA256.HashData(der)),
            Der = der,
            Role = certificateRole,
            Alg = "ES256",
            DocTypes = [MdocNames.DocType],
            PublishedAt = from,
            SignFrom = from,
            SignUntil = from.AddDays(days),
            VerifyUntil = notAfter,
            NotAfter = notAfter,
            History = [new(KeyState.Pending, from, "test")],
        };
    }
}

/// <summary>The delegation of node.json to one key.</summary>
internal sealed record DelegationKey(PublicKey Key)
{
    internal Delegations Delegation(string code)
    {
        var key = MetadataKey.Of(Key);
        return new Delegations(
            ImmutableDictionary<string, MetadataKey>.Empty.Add(key.KeyId, key),
            [new DelegatedRole(RoleNames.Node(code), new RoleKeys([key.KeyId], 1), true, [NodeDocument.PathOf(code)], [])]);
    }
}
