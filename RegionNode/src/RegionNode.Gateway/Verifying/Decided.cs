using System.Collections.Immutable;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>What was decided about a presentation, and on how much.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="LiveAssertion">The home region's signed answer that the verdict took in; empty where it took in none.</param>
/// <param name="Degraded">Why it rests on less than it could, each word once; empty where nothing was missing.</param>
internal sealed record Decided(Verdict Verdict, ReadOnlyMemory<byte> LiveAssertion, ImmutableArray<Degraded> Degraded)
{
    private static readonly ImmutableHashSet<Reason> OldStatus = [Reason.StatusStale, Reason.StatusTooOld, Reason.StatusListExpired];

    /// <summary>A verdict, with what a live question gave where one was asked.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="live">What came of the live question; null: none was asked.</param>
    /// <param name="withoutCache">What the gateways share was needed and could not be asked.</param>
    public static Decided Of(Verdict verdict, LiveReply? live = null, bool withoutCache = false)
    {
        var degraded = ImmutableArray.CreateBuilder<Degraded>();
        if (live?.Degraded is { } missing) degraded.Add(missing);
        if (withoutCache) degraded.Add(Asking.Degraded.CacheUnavailable);
        if (verdict.Reasons.Concat(verdict.Warnings).Any(finding => OldStatus.Contains(finding.Reason))) degraded.Add(Asking.Degraded.StatusStale);
        return new Decided(verdict, verdict.RestsOn.Live is { Stapled: false } ? live?.Assertion ?? default : default, degraded.DrainToImmutable());
    }

    /// <summary>The same, and something else was missing.</summary>
    public Decided With(Degraded word) => Degraded.Contains(word) ? this : this with { Degraded = Degraded.Add(word) };
}
