using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>How old the newest word about the licence's status is that a verdict rests on. SPEC.md §8.7.</summary>
/// <param name="Source">Who gave it: LiveAnswer, Staple, StatusList, WitnessedHead or SignedHead.</param>
/// <param name="AsOf">The instant for which it holds.</param>
/// <param name="AgeSeconds">Its age at the verdict's instant, whole seconds, never below 0.</param>
internal sealed record Freshness(string Source, DateTimeOffset AsOf, long AgeSeconds)
{
    /// <summary>Of a verdict; null where no status was at hand.</summary>
    public static Freshness? Of(Verdict verdict)
    {
        var (live, status) = (verdict.RestsOn.Live, verdict.RestsOn.Status);
        return live is not null && (status?.IssuedAt is not { } listed || live.IssuedAt >= listed) ? At(live.Stapled ? "Staple" : "LiveAnswer", live.IssuedAt)
            : status is { IssuedAt: { } asOf, Origin: { } origin } ? At(origin.ToString(), asOf)
            : null;

        Freshness At(string source, DateTimeOffset asOf) => new(source, asOf, Math.Max(0, (long)(verdict.At - asOf).TotalSeconds));
    }
}
