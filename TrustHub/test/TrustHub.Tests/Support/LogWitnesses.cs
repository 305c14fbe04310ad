using System.Collections.Immutable;
using Google.Protobuf;
using TrustHub.Publishing;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Protocol;
using LogClient = TrustList.Protocol.TransparencyLog.TransparencyLogClient;

namespace TrustHub.Tests.Support;

/// <summary>Three regions' witnesses with real keys, made for the test. They check what any witness must, and remember what they cosigned.</summary>
public sealed class LogWitnesses
{
    public const string Origin = "hub.test/log";
    private readonly Dictionary<string, ISigner> _keys = new[] { "310000", "320000", "330000" }
        .ToDictionary(code => code, _ => (ISigner)SoftwareSigner.Create(SignatureAlgorithm.Ed25519), StringComparer.Ordinal);
    private readonly Dictionary<string, Checkpoint> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ByteString> _notes = new(StringComparer.Ordinal);

    /// <summary>Two of the three make a quorum.</summary>
    public LogWitnesses(string dataDir)
    {
        LogKey = SoftwareSigner.FromPkcs8Pem(File.ReadAllText(KeyFolder.Find(dataDir, LogKeys.Role)[0])).Value;
        Policy = new LogPolicy
        {
            Origin = Origin,
            Key = LogKey.PublicKey,
            Witnesses = [.. _keys.Select(key => Witness.Of(Origin, key.Key, key.Value.PublicKey))],
            Quorum = 2,
        };
    }

    public ISigner LogKey { get; }

    public LogPolicy Policy { get; }

    public ImmutableArray<string> Regions => [.. Policy.Witnesses.Select(witness => witness.Region)];

    public static LogClient Client(RunningHub hub, NodeIdentity node) => new(hub.Channel(node.Tls));

    /// <summary>A region looks once: takes the offer, checks it, cosigns. The count of cosignatures.</summary>
    public async Task<uint> LookAsync(LogClient client, string region, DateTimeOffset at)
    {
        var offer = await OfferAsync(client, region);
        var checkpoint = Check(region, offer);
        return (await client.CosignAsync(new CosignRequest { Region = region, Size = (ulong)checkpoint.Size, Line = Line(region, checkpoint, at) })).Cosignatures;
    }

    /// <summary>As a node asks: it shows the checkpoint that it cosigned.</summary>
    public async Task<WitnessOffer> ShowAsync(LogClient client, string region) => await client.OfferAsync(new WitnessQuery
    {
        Region = region, Size = (ulong)(_seen.GetValueOrDefault(region)?.Size ?? 0), Checkpoint = _notes.GetValueOrDefault(region, ByteString.Empty),
    });

    public async Task<WitnessOffer> OfferAsync(LogClient client, string region) =>
        await client.OfferAsync(new WitnessQuery { Region = region, Size = (ulong)(_seen.GetValueOrDefault(region)?.Size ?? 0) });

    /// <summary>A region's signature line, whatever it saw.</summary>
    public string Line(string region, Checkpoint checkpoint, DateTimeOffset at) =>
        Cosignature.Sign(checkpoint, Witness.NameOf(Origin, region), _keys[region], at);

    /// <summary>What a witness demands before it cosigns: the log's signature, consistency with what it saw, the newest leaf in its place.</summary>
    public Checkpoint Check(string region, WitnessOffer offer)
    {
        var checkpoint = Read(offer);
        Assert.True(IsConsistent(region, offer), $"{region}: {_seen.GetValueOrDefault(region)?.Size} to {checkpoint.Size}");
        var epoch = Epoch.Read(offer.Epoch.Memory).Value;
        Assert.Equal(checkpoint.Size - 1, epoch.Number);
        Assert.True(MerkleTree.VerifyInclusion(MerkleTree.LeafHash(offer.Epoch.Span), epoch.Number, checkpoint.Size, Hashes(offer.EpochPath), checkpoint.Root));
        (_seen[region], _notes[region]) = (checkpoint, offer.Checkpoint);
        return checkpoint;
    }

    /// <summary>Whether an offer continues what the region cosigned before.</summary>
    public bool IsConsistent(string region, WitnessOffer offer) =>
        !_seen.TryGetValue(region, out var seen) || Read(offer) is var checkpoint
        && MerkleTree.VerifyConsistency(seen.Size, seen.Root, checkpoint.Size, checkpoint.Root, Hashes(offer.Consistency));

    /// <summary>The checkpoint of an offer, which the log's key signed.</summary>
    public Checkpoint Read(WitnessOffer offer)
    {
        var signed = SignedCheckpoint.Verify(offer.Checkpoint.Memory, Origin, Policy.Key);
        Assert.True(signed.Ok, $"{signed.Fault}");
        return signed.Value.Checkpoint;
    }

    /// <summary>The first two look until the newest epoch of a hub is witnessed.</summary>
    public async Task WitnessAsync(RunningHub hub, NodeIdentity node, DateTimeOffset at)
    {
        var client = Client(hub, node);
        foreach (var region in Regions.Take(Policy.Quorum))
            await LookAsync(client, region, at);
    }

    private static List<ReadOnlyMemory<byte>> Hashes(IEnumerable<ByteString> hashes) => [.. hashes.Select(hash => hash.Memory)];
}
