using Grpc.Core;
using TrustList.Protocol;
using Wire = TrustList.Protocol.Disputes;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>Another region that takes every dispute and never answers one.</summary>
internal sealed class QuietDisputes : Wire.DisputesBase
{
    public override Task<DisputeStanding> Report(DisputeReport request, ServerCallContext context) => Task.FromResult(new DisputeStanding());
}
