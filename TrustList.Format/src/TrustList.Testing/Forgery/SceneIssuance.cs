using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>
/// What of an issuance proof can be bent: the scene's licence, whose key is distrusted from <see cref="Distrust"/>, carries a
/// proof that was logged at <see cref="LoggedAt"/>. As it stands the licence is accepted.
/// </summary>
public sealed class SceneIssuance
{
    /// <summary>The label in issuerAuth's unprotected header (SPEC.md §13.4).</summary>
    public const long Label = -65_560;

    /// <summary>The start of the suspected compromise.</summary>
    public static readonly DateTimeOffset Distrust = Scene.Shown.AddDays(-5);

    private readonly Scene scene;

    private SceneIssuance(Scene scene) => (this.scene, StatusKey) = (scene, scene.Home.StatusKey);

    /// <summary>The log that policy names, with four witnesses of whom three must sign.</summary>
    public LogSimulator Log { get; } = LogSimulator.Create("310000", "320000", "330000", "340000");

    /// <summary>The log that the proof is of; else the same.</summary>
    public LogSimulator? OtherLog { get; set; }

    /// <summary>When batch and epoch were made.</summary>
    public DateTimeOffset LoggedAt { get; set; } = Scene.Shown.AddDays(-14).AddSeconds(2);

    /// <summary>When the witnesses signed; else at the same time.</summary>
    public DateTimeOffset? CosignedAt { get; set; }

    /// <summary>The witnesses that signed; none: all.</summary>
    public string[] Witnesses { get; set; } = [];

    /// <summary>The region that the batch names.</summary>
    public string Region { get; set; } = "310000";

    /// <summary>The key that signs the batch.</summary>
    public ISigner StatusKey { get; set; }

    /// <summary>The entry that the leaf is made with.</summary>
    public long Entry { get; set; } = Scene.StatusIndex;

    /// <summary>Changes the hash of the security object that the leaf is made with.</summary>
    public Func<byte[], byte[]> Mso { get; set; } = hash => hash;

    /// <summary>Changes the proof.</summary>
    public Func<IssuanceProof, IssuanceProof> Proof { get; set; } = proof => proof;

    /// <summary>Changes the bytes carried.</summary>
    public Func<byte[], byte[]> Carried { get; set; } = bytes => bytes;

    /// <summary>Whether the region disowns the leaf.</summary>
    public bool Disown { get; set; }

    /// <summary>The leaf that was logged, once the scene was presented.</summary>
    public ReadOnlyMemory<byte> Leaf { get; private set; }

    /// <summary>Lets the scene's licence carry a proof, and its region lose the key.</summary>
    public static SceneIssuance In(Scene scene)
    {
        var issuance = new SceneIssuance(scene);
        scene.Policy = scene.Policy with { Log = issuance.Log.Policy };
        scene.Log = issuance.Log;
        issuance.ChangeSigner(record => record with
        {
            DistrustAfter = Distrust,
            History = record.History.Add(new(KeyState.Compromised, Scene.Shown.AddDays(-1), "Test")),
        });
        scene.IssuerAuth = issuance.Carry;
        return issuance;
    }

    private void Carry(CborList issuerAuth)
    {
        var blind = SHA256.HashData("a test blind"u8);
        Leaf = IssuanceLeaf.Hash(blind, Mso(SHA256.HashData(issuerAuth[2].ToBytes())), Entry);
        if (Disown)
            ChangeSigner(record => record with { Disowned = [Leaf] });
        var batch = SampleIssuance.Log(
            OtherLog ?? Log, Region, StatusKey, [.. SampleIssuance.Strangers(2), Leaf, .. SampleIssuance.Strangers(2)], LoggedAt, CosignedAt, Witnesses);
        ((CborMap)issuerAuth[1]).Pairs.Add((CborNode.Number(Label), CborNode.Bytes(Carried(Proof(batch.Prove(blind, 2)).Write()))));
    }

    private void ChangeSigner(Func<IssuerCertificate, IssuerCertificate> change) => scene.Home.Issuers = scene.Home.Issuers with
    {
        Certificates = [.. scene.Home.Issuers.Certificates.Select(record => record.Role == CertificateRole.DocumentSigner ? change(record) : record)],
    };
}
