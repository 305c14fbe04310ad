using Google.Protobuf;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace TrustHub.Tests.Support;

/// <summary>A region's heads as its node makes them: each with its delta, each after the one before.</summary>
public sealed class HeadChain(NodeIdentity node)
{
    public RegionStatus State { get; private set; } = new(0);

    public long Version { get; private set; }

    /// <summary>The hash of the newest head.</summary>
    public ReadOnlyMemory<byte> Newest { get; private set; } = StatusHeadClaims.NoPrevious;

    /// <summary>The next head, which the ones after it follow.</summary>
    public SubmitStatusHeadRequest Next(DateTimeOffset at, params (long Entry, byte Value)[] changes)
    {
        var (claims, delta, state) = Draft(at, changes);
        (State, Version, Newest) = (state, claims.Version, StatusHead.Hash(claims));
        return Request(claims, delta);
    }

    /// <summary>What the next head would say.</summary>
    public (StatusHeadClaims Claims, StatusDelta Delta, RegionStatus State) Draft(DateTimeOffset at, params (long Entry, byte Value)[] changes)
    {
        var delta = new StatusDelta(Math.Max(1, State.Blocks), [.. changes.OrderBy(change => change.Entry).Select(change => new StatusChange(change.Entry, change.Value))]);
        var state = State.Copy();
        state.Apply(delta);
        return (new StatusHeadClaims(node.Code, Version + 1, at, delta.Blocks, state.Root(), Newest), delta, state);
    }

    /// <summary>A head of the test's choice.</summary>
    public SubmitStatusHeadRequest Request(StatusHeadClaims claims, StatusDelta delta, string? id = null, ISigner? signer = null)
    {
        var key = signer ?? node.Region.StatusKey;
        return new SubmitStatusHeadRequest
        {
            SubmissionId = id ?? $"head:{node.Code}:{claims.Version}",
            Region = node.Code,
            Head = ByteString.CopyFrom(StatusHead.Sign(claims, key, key.PublicKey.Thumbprint)),
            Delta = ByteString.CopyFrom(StatusDeltaCodec.Encode(delta)),
        };
    }
}
