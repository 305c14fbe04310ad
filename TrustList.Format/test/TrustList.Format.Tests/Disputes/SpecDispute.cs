using TrustList.Format.Disputes;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Disputes;

/// <summary>The dispute of SPEC.md §15.8.</summary>
internal static class SpecDispute
{
    internal const string Reporting = "310000", Home = "330000";

    internal static readonly DateTimeOffset At = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    internal static readonly DisputeClaims Claims = new()
    {
        Id = Enumerable.Repeat((byte)1, DisputeClaims.IdBytes).ToArray(),
        Reporting = Reporting,
        Home = Home,
        At = At,
        StatusUri = "https://hub.example/status/330000/0",
        Index = 7,
        Seen = StatusValue.Suspended,
        SeenAsOf = At.AddMinutes(-5),
        Fault = DisputedFault.TooSevere,
        Reporter = DisputeReporter.Verifier,
    };
}
