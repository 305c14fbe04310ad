using Federation.Hosting;
using Federation.Hosting.Tls;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Keys;

/// <summary>
/// The node's own keys, all opened and of the right kind. A thief who holds them can issue and revoke for this region
/// until its operators retire them; adding an issuer needs the region role's keys, which are never here.
/// </summary>
internal sealed class NodeKeys : IDisposable
{
    /// <summary>What a region may sign licences and status with; policy decides whether it counts.</summary>
    private static readonly SignatureAlgorithm[] Issuing = [SignatureAlgorithm.ES256, SignatureAlgorithm.SM2];

    private readonly KeyFiles files;
    private readonly Lock gate = new();
    private volatile IReadOnlyDictionary<string, ISigner> documentSigners;
    private volatile IReadOnlyDictionary<string, ISigner> statusKeys;

    private NodeKeys(KeyFiles files)
    {
        this.files = files;
        NodeRole = Open(KeyFiles.NodeRole, SignatureAlgorithm.ES256);
        Witness = Open(KeyFiles.Witness, SignatureAlgorithm.Ed25519);
        Tls = TlsKey.Open(files.PathOf(KeyFiles.Tls));
        statusKeys = files.StatusNames()
            .Select(name => Open(name, Issuing))
            .ToDictionary(key => key.PublicKey.Thumbprint, ISigner (key) => key);
        documentSigners = files.DocumentSignerNumbers()
            .Select(number => Open(KeyFiles.DocumentSigner(number), Issuing))
            .ToDictionary(key => key.PublicKey.Thumbprint, ISigner (key) => key);
    }

    /// <summary>Signs node.json (TUF role node-CODE).</summary>
    internal ISigner NodeRole { get; }

    /// <summary>Will cosign checkpoints; published in node.json.</summary>
    internal ISigner Witness { get; }

    /// <summary>The one TLS key, as server and as client, and its change.</summary>
    internal TlsKey Tls { get; }

    /// <exception cref="StartRefusedException">A key is absent, unreadable or of the wrong kind.</exception>
    internal static NodeKeys Open(string dataDir, bool test) => new(new KeyFiles(dataDir, test));

    /// <summary>The document-signer key with this public key, if it is ours.</summary>
    internal ISigner? DocumentSigner(PublicKey key) => documentSigners.GetValueOrDefault(key.Thumbprint);

    /// <summary>The status key with this public key, if it is ours: signs status lists and live assertions.</summary>
    internal ISigner? StatusKey(PublicKey key) => statusKeys.GetValueOrDefault(key.Thumbprint);

    /// <summary>Makes the next status key, of the algorithm of the newest document signer; it signs nothing before a record of it is admitted and its window opens.</summary>
    internal PublicKey AddStatusKey()
    {
        lock (gate)
        {
            var key = Next();
            files.WriteNew(files.NextStatus(), key.ToPkcs8Pem());
            statusKeys = new Dictionary<string, ISigner>(statusKeys) { [key.PublicKey.Thumbprint] = key };
            return key.PublicKey;
        }
    }

    /// <summary>Makes the next document-signer key, of the algorithm of the last; it signs nothing before a certificate for it is admitted and its window opens.</summary>
    internal PublicKey AddDocumentSigner()
    {
        lock (gate)
        {
            var number = files.DocumentSignerNumbers().DefaultIfEmpty(0).Max() + 1;
            var key = Next();
            files.WriteNew(KeyFiles.DocumentSigner(number), key.ToPkcs8Pem());
            documentSigners = new Dictionary<string, ISigner>(documentSigners) { [key.PublicKey.Thumbprint] = key };
            return key.PublicKey;
        }
    }

    public void Dispose() => Tls.Now.Dispose();

    private SoftwareSigner Next()
    {
        var newest = files.DocumentSignerNumbers().DefaultIfEmpty(0).Max();
        return SoftwareSigner.Create(newest == 0 ? SignatureAlgorithm.ES256 : Open(KeyFiles.DocumentSigner(newest), Issuing).PublicKey.Algorithm);
    }

    private SoftwareSigner Open(string name, params SignatureAlgorithm[] permitted)
    {
        try
        {
            var key = SoftwareSigner.FromPkcs8Pem(files.Read(name));
            if (!key.Ok)
                throw new StartRefusedException($"key '{files.PathOf(name)}': {key.Detail}");
            return permitted.Contains(key.Value.PublicKey.Algorithm)
                ? key.Value
                : throw new StartRefusedException($"key '{files.PathOf(name)}': is not {string.Join(" or ", permitted)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"key '{files.PathOf(name)}': {e.Message}");
        }
    }
}
