using System.Security.Cryptography;
using Google.Protobuf;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.World;

/// <summary>One link as the hub holds it.</summary>
internal sealed record HeldLink(string Id, string Lane, long Number, byte[] Payload, byte[] Signed, byte[] Body);

/// <summary>
/// The chains a hub holds: it takes the next number that names the one before, and nothing else, as the real one does. Bytes
/// are read without keys: who signed is the real hub's to check.
/// </summary>
internal sealed class HubChains
{
    private readonly Lock gate = new();
    private readonly List<HeldLink> links = [];

    internal IReadOnlyList<HeldLink> Of(string lane)
    {
        lock (gate)
            return [.. links.Where(link => link.Lane == lane)];
    }

    internal HeldLink? Find(string id)
    {
        lock (gate)
            return links.FirstOrDefault(link => link.Id == id);
    }

    /// <summary>As a hub that was restored from a backup: everything after a number is gone.</summary>
    internal void Forget(string lane, long after)
    {
        lock (gate)
            links.RemoveAll(link => link.Lane == lane && link.Number > after);
    }

    /// <summary>Puts other bytes under a number, as if another node had signed with the same key.</summary>
    internal void Replace(string lane, long number)
    {
        lock (gate)
        {
            var at = links.FindIndex(link => link.Lane == lane && link.Number == number);
            var payload = links[at].Payload.ToArray();
            payload[^1] ^= 1; // In the state root, or in the hash of the one before.
            links[at] = links[at] with { Payload = payload, Signed = payload };
        }
    }

    /// <summary>The code of the refusal; null: held now, or held before.</summary>
    internal string? Take(string id, string lane, ByteString signed, ByteString body)
    {
        lock (gate)
        {
            var payload = CoseSign1.Parse(signed.Memory).Value.Payload!.Value.ToArray();
            var (number, previous) = Claims(payload);
            if (links.FirstOrDefault(link => link.Id == id) is { } known)
                return known.Signed.AsSpan().SequenceEqual(signed.Span) ? null : "SubmissionIdReused";
            var last = links.LastOrDefault(link => link.Lane == lane);
            if (number != (last?.Number ?? 0) + 1)
                return number > (last?.Number ?? 0) ? "VersionGap" : "Equivocation";
            if (!previous.AsSpan().SequenceEqual(last is null ? new byte[32] : SHA256.HashData(last.Payload)))
                return "BrokenChain";
            links.Add(new HeldLink(id, lane, number, payload, signed.ToByteArray(), body.ToByteArray()));
            return null;
        }
    }

    internal static (long Number, byte[] Previous) Claims(byte[] payload)
    {
        var reader = new System.Formats.Cbor.CborReader(payload);
        var (number, previous) = (0L, Array.Empty<byte>());
        for (var members = reader.ReadStartMap(); members > 0; members--)
        {
            switch (reader.ReadInt64())
            {
                case -65537:
                    number = reader.ReadInt64();
                    break;
                case -65550 or -65546: // Of a head, of a batch.
                    previous = reader.ReadByteString();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }
        return (number, previous);
    }

    /// <summary>The region's status as the heads' deltas give it; each root and each place in the chain is checked on the way.</summary>
    internal RegionStatus Replay(PublicKey key, DateTimeOffset now)
    {
        var status = new RegionStatus(0);
        VerifiedStatusHead? before = null;
        foreach (var link in Of("head"))
        {
            var head = VerifiedStatusHead.Verify(link.Signed, Province.Code, _ => key, now);
            Assert.True(head.Ok, head.Detail);
            Assert.True(head.Value.Follows(before));
            status.Apply(StatusDeltaCodec.Decode(link.Body).Value);
            Assert.True(status.Root().Span.SequenceEqual(head.Value.Claims.StateRoot.Span), $"root of head {link.Number}");
            before = head.Value;
        }
        return status;
    }

    /// <summary>All leaves of all batches, in order; each batch is checked on the way.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Leaves(PublicKey key, DateTimeOffset now)
    {
        List<ReadOnlyMemory<byte>> all = [];
        var number = 0L;
        foreach (var link in Of("issuance"))
        {
            var batch = VerifiedIssuanceBatch.Verify(link.Signed, Province.Code, _ => key, now);
            Assert.True(batch.Ok, batch.Detail);
            Assert.Equal(++number, batch.Value.Claims.Number);
            var leaves = LoggedBatch.SplitLeaves(link.Body);
            Assert.True(batch.Value.Claims.Covers(leaves));
            all.AddRange(leaves);
        }
        return all;
    }
}
