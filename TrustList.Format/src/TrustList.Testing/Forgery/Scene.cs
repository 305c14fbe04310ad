using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>
/// One presentation with everything around it: a Shanghai licence shown at a roadside check in Jiangsu in July 2020.
/// As it stands it is accepted without a warning. A forgery changes one thing, signs again whatever a forger in that
/// place could sign, and the verdict follows.
/// </summary>
public sealed class Scene
{
    /// <summary>The entry of the licence in its status list.</summary>
    public const int StatusIndex = 7;

    /// <summary>When both regions were admitted.</summary>
    public static readonly DateTimeOffset Admitted = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When the licence is shown.</summary>
    public static readonly DateTimeOffset Shown = new(2020, 7, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly Uri Hub = new("https://hub.test/");

    /// <summary>A scene of honest parties with fresh test keys.</summary>
    /// <param name="algorithm">What the issuing region signs with.</param>
    public Scene(SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        Home = RegionSimulator.Create(algorithm, "310000", "CN-SH", Admitted, Hub);
        Acceptor = RegionSimulator.Create("320000", "CN-JS", Admitted, Hub);
        SignerKey = Home.SignerKey;
        Certificate = Home.SignerCertificate;
        StatusUri = Home.Node!.StatusBase + "0";
        Issue = new IssuanceRequest
        {
            Elements = SampleLicence.Data(1_000).ToElements(),
            DeviceKey = DeviceKey.PublicKey,
            SignedAt = Shown.AddDays(-14),
            ValidFrom = Shown.AddDays(-14),
            ValidUntil = Shown.AddDays(76),
            StatusUri = StatusUri,
            StatusIndex = StatusIndex,
            Signer = DocumentSigner.Of(Home.SignerKey, Home.SignerCertificate).Value,
        };
        Policy = SamplePolicies.Policy with
        {
            Disclosure = SamplePolicies.Policy.Disclosure.SetItem(
                Purpose.Roadside, [.. Issue.Elements.Select(element => $"{element.Namespace}/{element.Identifier}")]),
        };
    }

    /// <summary>The issuing region, as it will be published.</summary>
    public RegionSimulator Home { get; }

    /// <summary>The accepting region.</summary>
    public RegionSimulator Acceptor { get; }

    /// <summary>The holder's key.</summary>
    public ISigner DeviceKey { get; } = TestKeys.Create(SignatureAlgorithm.ES256);

    /// <summary>The reader's ephemeral key, for a MAC.</summary>
    public SampleReader Reader { get; } = new();

    /// <summary>What is issued. Changes of <see cref="SecurityObject"/> come after it.</summary>
    public IssuanceRequest Issue { get; set; }

    /// <summary>The key that signs the security object.</summary>
    public ISigner SignerKey { get; set; }

    /// <summary>The certificate in its header.</summary>
    public byte[] Certificate { get; set; }

    /// <summary>Certificates that stand in the header after it.</summary>
    public List<byte[]> MoreCertificates { get; } = [];

    /// <summary>Changes the security object before it is signed.</summary>
    public Action<CborMap>? SecurityObject { get; set; }

    /// <summary>Changes the payload that is signed: tag 24 around the security object.</summary>
    public Func<byte[], byte[]>? Payload { get; set; }

    /// <summary>Changes the signed issuerAuth array.</summary>
    public Action<CborList>? IssuerAuth { get; set; }

    /// <summary>Changes IssuerSigned after signing.</summary>
    public Action<CborMap>? IssuerSigned { get; set; }

    /// <summary>DeviceNameSpaces, signed by the device.</summary>
    public CborMap DeviceElements { get; } = new();

    /// <summary>Whether the device answers with a MAC.</summary>
    public bool WithMac { get; set; }

    /// <summary>Changes the document after the device has signed.</summary>
    public Action<CborMap>? Document { get; set; }

    /// <summary>Changes the response.</summary>
    public Action<CborMap>? Response { get; set; }

    /// <summary>Changes the bytes.</summary>
    public Func<byte[], byte[]>? Bytes { get; set; }

    /// <summary>The code that is shown in place of the response; null: the response is.</summary>
    public SceneCode? Code { get; set; }

    /// <summary>Changes the question.</summary>
    public Func<VerificationRequest, VerificationRequest>? Question { get; set; }

    /// <summary>The policy, as it will be published.</summary>
    public PolicyDocument Policy { get; set; }

    /// <summary>Changes the repository before it is read.</summary>
    public Action<SimulatedRepository>? Repository { get; set; }

    /// <summary>The log that the policy names; null for none.</summary>
    public LogSimulator? Log { get; set; }

    /// <summary>The licence's status list.</summary>
    public string StatusUri { get; }

    /// <summary>The licence's entry.</summary>
    public StatusValue Status { get; set; }

    /// <summary>When the list was signed; null for no list at hand.</summary>
    public DateTimeOffset? StatusAt { get; set; } = Shown.AddMinutes(-10);

    /// <summary>The verifier's copy of the regions' states; null for none.</summary>
    public IStatusSource? Source { get; set; }

    /// <summary>How the client comes by the trust list: its clock then.</summary>
    public DateTimeOffset SyncedAt { get; set; } = Shown.AddMinutes(-5);

    /// <summary>Decides without a trust list, against these anchors; null for the trust list.</summary>
    public IReadOnlyList<byte[]>? Anchors { get; set; }

    /// <summary>Whether the verifier has neither trust list nor anchors.</summary>
    public bool NoState { get; set; }

    /// <summary>The transcript of this question.</summary>
    public static byte[] Transcript { get; } = SessionTranscripts.OpenId4VpHandover("x509_san_dns:check.test", "a-fresh-nonce", "https://check.test/answer");

    /// <summary>The presentation.</summary>
    public byte[] Present() => ScenePresentation.Write(this);

    /// <summary>The verdict on the presentation.</summary>
    public Verdict Decide() => Code is { } code ? After(code, Verifier().Verify(Ask(code.Write()))) : Decide(Present());

    private static Verdict After(SceneCode code, Verdict verdict) => code.After is { } after ? after(verdict) : verdict;

    /// <summary>The verdict on any bytes, all else being equal.</summary>
    public Verdict Decide(ReadOnlyMemory<byte> response) => Verifier().Verify(Ask(response));

    /// <summary>The question about a presentation.</summary>
    public VerificationRequest Ask(ReadOnlyMemory<byte> response) => Ask(new VerificationRequest { Now = Shown, DeviceResponse = response, SessionTranscript = Transcript });

    /// <summary>The question about a code.</summary>
    public VerificationRequest Ask(string code) => Ask(new VerificationRequest { Now = Shown, QrText = code, Challenge = SceneCode.Challenge });

    private VerificationRequest Ask(VerificationRequest shown)
    {
        var request = shown with
        {
            ReaderKey = Reader.Key,
            Acceptor = Acceptor.Code,
            Purpose = Purpose.Roadside,
            Status = Source,
        };
        return Question?.Invoke(request) ?? request;
    }

    /// <summary>The verifier that decides.</summary>
    public CredentialVerifier Verifier() =>
        NoState ? new CredentialVerifier(null)
        : Anchors is { } anchors ? CredentialVerifier.ForAnchors(anchors)
        : new CredentialVerifier(State());

    /// <summary>What the verifier knows.</summary>
    public TrustState State()
    {
        var state = SimulatedTrust.StateOf(Published(), SyncedAt);
        return List() is { } list ? state.WithStatusList(Home.Code, StatusUri, list, SyncedAt).State : state;
    }

    /// <summary>The trust list that the scene's federation publishes, a minute before the verifier asks for it.</summary>
    public SimulatedRepository Published()
    {
        var repository = new SimulatedRepository(SyncedAt.AddMinutes(-1), Home, Acceptor) { Policy = Policy };
        Repository?.Invoke(repository);
        repository.Publish();
        return repository;
    }

    /// <summary>The status list that holds the licence's entry; null where none is at hand.</summary>
    public byte[]? List() => StatusAt is { } at ? Home.StatusList(StatusUri, 1, at, (StatusIndex, Status)) : null;
}
