using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Transfers;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>
/// What of a transfer proof can be bent: the scene's licence has moved to the accepting region, its list says Transferred, and its
/// wallet carries the proof. As it stands the verdict names the region.
/// </summary>
public sealed class SceneTransfer
{
    /// <summary>The label in issuerAuth's unprotected header (SPEC.md §14.5).</summary>
    public const long Label = -65_562;

    private readonly Scene scene;

    private SceneTransfer(Scene scene)
    {
        this.scene = scene;
        NewKey = scene.Acceptor.StatusKey;
        LoggedAt = Scene.Shown.AddDays(-2).AddSeconds(3);
        Record = new TransferRecord
        {
            Id = new byte[TransferRecord.IdBytes],
            From = scene.Home.Code,
            To = scene.Acceptor.Code,
            Person = SHA256.HashData("nobody"u8),
            Entry = Scene.StatusIndex,
            PreparedAt = Scene.Shown.AddDays(-2),
            NotAfter = Scene.Shown.AddDays(-2).AddMinutes(10),
            DossierSha256 = SHA256.HashData("no dossier"u8),
        };
    }

    /// <summary>The log that policy names, with four witnesses of whom three must sign.</summary>
    public LogSimulator Log { get; } = LogSimulator.Create("310000", "320000", "330000", "340000");

    /// <summary>What both regions sign.</summary>
    public TransferRecord Record { get; set; }

    /// <summary>The key that signs for the new region.</summary>
    public ISigner NewKey { get; set; }

    /// <summary>When the epoch was made.</summary>
    public DateTimeOffset LoggedAt { get; set; }

    /// <summary>The witnesses that signed; none: all.</summary>
    public string[] Witnesses { get; set; } = [];

    /// <summary>Changes the bytes shown.</summary>
    public Func<byte[], byte[]> Shown { get; set; } = bytes => bytes;

    /// <summary>Lets the scene's licence have moved, and carry the proof.</summary>
    public static SceneTransfer In(Scene scene)
    {
        var transfer = new SceneTransfer(scene);
        scene.Status = StatusValue.Transferred;
        scene.Policy = scene.Policy with { Log = transfer.Log.Policy };
        scene.Log = transfer.Log;
        scene.IssuerAuth = issuerAuth => ((CborMap)issuerAuth[1]).Pairs.Add((CborNode.Number(Label), CborNode.Bytes(transfer.Prove())));
        return transfer;
    }

    /// <summary>The proof as it is shown.</summary>
    public byte[] Prove()
    {
        var signed = new SignedTransfer(Record.Write(), Sign(scene.Home.StatusKey, scene.Home.StatusKey), Sign(NewKey, scene.Acceptor.StatusKey));
        Log.Append(number => new Epoch(number, LoggedAt, SHA256.HashData("a snapshot"u8), MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0)
        {
            TransfersRoot = LoggedTransfers.Root([Record.Hash()]),
            Transfers = 1,
        });
        return Shown(new TransferProof(signed.Write(), 0, [], Log.Publish(LoggedAt, Witnesses).Write()).Write());
    }

    private byte[] Sign(ISigner key, ISigner named) => TransferSignature.Sign(Record, key, named.PublicKey.Thumbprint);
}
