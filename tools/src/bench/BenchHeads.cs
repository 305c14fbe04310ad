using Google.Protobuf;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;

namespace Federation.Bench;

/// <summary>A region's heads, one after the other, each changing a few of its two blocks' entries. Signed ahead of the measurement.</summary>
internal static class BenchHeads
{
    private const int ChangesEach = 3;

    /// <summary>That many heads from version 1 on, and the next ones of the same chain where there were some.</summary>
    public static List<SubmitStatusHeadRequest> Of(RegionSimulator region, int count)
    {
        var (state, previous, heads) = (new RegionStatus(2), StatusHeadClaims.NoPrevious, new List<SubmitStatusHeadRequest>(count));
        var now = Instants.WholeSeconds(TimeProvider.System.GetUtcNow());
        for (var version = 1; version <= count; version++)
        {
            var first = version * 7919L % (state.Entries - (ChangesEach * 1_000));
            var delta = new StatusDelta(2, [.. Enumerable.Range(0, ChangesEach).Select(i => new StatusChange(first + (i * 1_000), (byte)(1 + (version % 3))))]);
            state.Apply(delta);
            var claims = new StatusHeadClaims(region.Code, version, now, 2, state.Root(), previous);
            previous = StatusHead.Hash(claims);
            heads.Add(new SubmitStatusHeadRequest
            {
                SubmissionId = $"head:{region.Code}:{version}",
                Region = region.Code,
                Head = ByteString.CopyFrom(StatusHead.Sign(claims, region.StatusKey, region.StatusKey.PublicKey.Thumbprint)),
                Delta = ByteString.CopyFrom(StatusDeltaCodec.Encode(delta)),
            });
        }
        return heads;
    }
}
