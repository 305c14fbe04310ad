using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using TrustHub.Log;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace TrustHub.Transparency;

/// <summary>
/// The witnesses' side of the log. What it offers is public and proves itself; what it takes is known by the witness's
/// signature. Without a log, or before its first checkpoint: Unavailable, come again.
/// </summary>
public sealed class TransparencyService(EpochLog log, ILogStore store, EpochSignal signal, WitnessWatch watch, SigningHold hold, AdmissionLog admissions, TimeProvider clock) : TransparencyLog.TransparencyLogBase
{
    private const int LineCharacters = 1_024;

    /// <inheritdoc/>
    public override Task<WitnessOffer> Offer(WitnessQuery request, ServerCallContext context)
    {
        if (!RegionCode.IsValid(request.Region) || request.Size > long.MaxValue)
            throw Fault(StatusCode.InvalidArgument, "a region of six digits, a size from 0");
        if (log.IsWitness(request.Region))
            hold.Asked(request.Region, IsItself(request.Region, context), (long)request.Size, request.Checkpoint.Memory);
        if (log.Offered is not { } offered)
            throw Fault(StatusCode.Unavailable, "no checkpoint yet");
        if (log.IsWitness(request.Region))
            watch.Asked(request.Region, (long)request.Size, offered.Size);
        if (log.Consistency((long)request.Size, offered) is not { } consistency)
            throw Fault(StatusCode.FailedPrecondition, $"this log signed no checkpoint of size {request.Size}; the newest is {offered.Size}");
        var offer = new WitnessOffer
        {
            Checkpoint = ByteString.CopyFrom(offered.Note.Span),
            Epoch = ByteString.CopyFrom(offered.Leaf.Span),
            OwnHead = OwnHead(offered, request.Region),
            Snapshot = request.SnapshotSha256.Span.SequenceEqual(offered.Epoch.SnapshotSha256.Span) ? ByteString.Empty : ByteString.CopyFrom(offered.Snapshot.Span),
            OwnBatch = (ulong)store.LoggedBatch(request.Region, offered.Epoch.Number),
        };
        offer.Consistency.AddRange(consistency.Select(hash => ByteString.CopyFrom(hash.Span)));
        offer.EpochPath.AddRange(offered.LeafPath.Select(hash => ByteString.CopyFrom(hash.Span)));
        return Task.FromResult(offer);
    }

    /// <inheritdoc/>
    public override Task<CosignReceipt> Cosign(CosignRequest request, ServerCallContext context)
    {
        if (request.Size is 0 or > long.MaxValue || request.Line.Length > LineCharacters)
            throw Fault(StatusCode.InvalidArgument, "a size from 1, one signature line");
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var result = log.Cosign(request.Region, (long)request.Size, request.Line, now);
        if (result.Fault is { } fault)
            throw Fault(StatusOf(fault), fault.ToString());
        if (log.WitnessedSize == (long)request.Size)
            signal.Wake(); // The next epoch need not wait for this one's quorum.
        return Task.FromResult(new CosignReceipt { Cosignatures = (uint)result.Count });
    }

    /// <summary>Whether the caller's TLS key is one of the region's issuer.</summary>
    private bool IsItself(string region, ServerCallContext context) =>
        admissions.State.Region(region).Node is { } node && context.GetHttpContext().ClientPin() is { } pin && node.IssuerPins.Contains(pin);

    private static HeadProof? OwnHead(OfferedCheckpoint offered, string region)
    {
        if (offered.Heads.FirstOrDefault(head => head.Region == region) is not { } own)
            return null;
        var (index, path) = HeadsTree.Prove([.. offered.Heads.Select(head => (head.Region, head.Hash))], region);
        var proof = new HeadProof { Version = (ulong)own.Version, Hash = ByteString.CopyFrom(own.Hash.Span), Index = (uint)index, Count = (uint)offered.Heads.Length };
        proof.Path.AddRange(path.Select(hash => ByteString.CopyFrom(hash.Span)));
        return proof;
    }

    private static StatusCode StatusOf(CosignFault fault) => fault switch
    {
        CosignFault.NoLog => StatusCode.Unavailable,
        CosignFault.NoCheckpoint => StatusCode.NotFound,
        CosignFault.BadTime => StatusCode.FailedPrecondition,
        _ => StatusCode.PermissionDenied,
    };

    private static RpcException Fault(StatusCode status, string detail) => new(new Grpc.Core.Status(status, detail));
}
