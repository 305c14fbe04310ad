using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Sync;
using TrustList.Testing;

namespace Federation.Tests.Faults;

/// <summary>
/// A verifier whose own clock is wrong by a day, either way, in a federation whose clocks are right: it never accepts, and
/// the verdict names why. Before its sync, after it, and offline.
/// </summary>
[Collection(SharedFederation.Name)]
public sealed class WrongClockTests(SharedFederation shared) : IDisposable
{
    private readonly HttpClient http = TrustClient.CreateHttpClient();
    private readonly MemoryFileStore disk = new();

    private Country Country => shared.Federation.Country;

    private DateTimeOffset Right => Country.Clock.Now;

    [Theory]
    [InlineData(-1, Reason.ClockImplausible)]
    [InlineData(1, Reason.TrustStateExpired)]
    public async Task Names_a_clock_that_jumps_by_a_day_after_the_sync(int days, Reason reason)
    {
        var shown = await ShowAsync();
        var clock = new SettableClock(Right);
        var client = Client(clock);
        var synced = await client.SyncAsync();
        Assert.True(synced.Ok, $"{synced.Fault} {synced.Detail}");
        Assert.Equal(Outcome.Accepted, Decide(synced.State!, shown, Right).Outcome);

        clock.Now = Right.AddDays(days);
        AssertNamed(reason, Decide(synced.State!, shown, clock.Now));
        AssertNamed(reason, Decide((await client.SyncAsync()).State!, shown, clock.Now));
        AssertNamed(reason, Decide(TrustClient.Load(new TrustStore(disk), clock.Now).State!, shown, clock.Now));

        clock.Now = Right;
        Assert.Equal(Outcome.Accepted, Decide((await client.SyncAsync()).State!, shown, clock.Now).Outcome);
    }

    [Fact]
    public async Task Takes_no_list_with_a_clock_a_day_behind_its_witnesses()
    {
        var clock = new SettableClock(Right.AddDays(-1));
        var synced = await Client(clock).SyncAsync();
        Assert.Equal((SyncFault.NotWitnessed, true), (synced.Fault, synced.State is null));
        Assert.Contains(nameof(LogFault.FromTheFuture), synced.Detail, StringComparison.Ordinal);
        AssertNamed(Reason.NoTrustState, Decide(null, await ShowAsync(), clock.Now));
    }

    [Fact]
    public async Task Has_no_list_to_decide_by_where_the_clock_was_a_day_ahead_from_the_start()
    {
        var clock = new SettableClock(Right.AddDays(1).AddMinutes(1));
        var synced = await Client(clock).SyncAsync();
        Assert.Equal((SyncFault.Frozen, true), (synced.Fault, synced.State is null));
        AssertNamed(Reason.NoTrustState, Decide(null, await ShowAsync(), clock.Now));
    }

    public void Dispose() => http.Dispose();

    private async Task<Presentation> ShowAsync() =>
        (await Country.Issue(Drivers.Next(), shared.Federation.Cancel)).Phone.Present("desk.test");

    private static Verdict Decide(TrustState? state, Presentation shown, DateTimeOffset now) => new CredentialVerifier(state).Verify(new VerificationRequest
    {
        DeviceResponse = shown.Response,
        SessionTranscript = shown.Transcript,
        Acceptor = Region.Jiangsu.Code,
        Purpose = Purpose.Roadside,
        Now = now,
    });

    private static void AssertNamed(Reason reason, Verdict verdict)
    {
        Assert.NotEqual(Outcome.Accepted, verdict.Outcome);
        Assert.Contains(verdict.Reasons, finding => finding.Reason == reason);
    }

    private TrustClient Client(SettableClock clock) => new(
        new TrustStore(disk), File.ReadAllBytes(Country.Hub.TrustAnchor), Country.Hub.PublicUrl, http, clock, new SyncOptions { Retries = 0 });
}
