using System.Collections.Immutable;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A policy that names a test log; the rest says as little as a policy may.</summary>
internal static class TestPolicy
{
    internal static PolicyDocument With(LogPolicy log) => new()
    {
        Agreements = [],
        Freshness = ForAll(new FreshnessTier(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3))),
        StatusRules = ForAll(Enum.GetValues<StatusValue>().ToImmutableDictionary(
            value => value, value => value == StatusValue.Valid ? StatusDecision.Accepted : StatusDecision.Refused)),
        Algorithms = ["ES256"],
        Disclosure = ForAll(ImmutableArray<string>.Empty),
        WhenLiveUnavailable = ForAll(LiveFallback.Offline),
        HubPins = [new string('0', 64)],
        Log = log,
    };

    private static ImmutableDictionary<Purpose, T> ForAll<T>(T value) => Enum.GetValues<Purpose>().ToImmutableDictionary(purpose => purpose, _ => value);
}
