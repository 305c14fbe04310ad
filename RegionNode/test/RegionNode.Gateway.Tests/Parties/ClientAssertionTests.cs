using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace RegionNode.Gateway.Tests.Parties;

/// <summary>Who asks, by client assertion (SPEC.md §5.12).</summary>
public sealed class ClientAssertionTests : IDisposable
{
    private readonly PartyScene scene = new();

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(PartyScene.Url)]
    [InlineData(PartyScene.Url + "/")]
    [InlineData("https://gateway.jiangsu.test")]
    public async Task Accepts_one_for_this_gateway_by_any_of_its_addresses(string audience)
    {
        var finding = await scene.Check().Find(scene.Asserting(claims => claims["aud"] = audience), default);
        Assert.Equal("320000/insurer", finding.Party!.Name);
        Assert.False(finding.Party.RepetitionUnchecked);
    }

    [Theory]
    [InlineData("another gateway's", nameof(AssertionRefusal.Audience))]
    [InlineData("another party's name", nameof(AssertionRefusal.UnknownParty))]
    [InlineData("a party without keys", nameof(AssertionRefusal.Signature))]
    [InlineData("another key", nameof(AssertionRefusal.Signature))]
    [InlineData("another algorithm", nameof(AssertionRefusal.Algorithm))]
    [InlineData("no algorithm", nameof(AssertionRefusal.Algorithm))]
    [InlineData("a changed claim", nameof(AssertionRefusal.Signature))]
    [InlineData("too old", nameof(AssertionRefusal.Expired))]
    [InlineData("too long a life", nameof(AssertionRefusal.Expired))]
    [InlineData("the future", nameof(AssertionRefusal.NotYet))]
    [InlineData("an unknown claim", nameof(AssertionRefusal.Malformed))]
    [InlineData("an unknown header", nameof(AssertionRefusal.Malformed))]
    [InlineData("another subject", nameof(AssertionRefusal.Malformed))]
    [InlineData("a short id", nameof(AssertionRefusal.Malformed))]
    [InlineData("a dated string", nameof(AssertionRefusal.Malformed))]
    public async Task Rejects(string what, string reason)
    {
        var now = PartyScene.Now;
        using var police = PartyScene.NewKey();
        var request = what switch
        {
            "another gateway's" => scene.Asserting(claims => claims["aud"] = "https://gateway.shanghai.test"),
            "another party's name" => scene.Asserting(claims => claims["iss"] = "310000/insurer"),
            "a party without keys" => scene.Asserting(claims => claims["iss"] = "320000/police"),
            "another key" => scene.Asserting(key: SoftwareSigner.Create(SignatureAlgorithm.ES256)),
            "another algorithm" => scene.Asserting(key: SoftwareSigner.Create(SignatureAlgorithm.SM2)),
            "no algorithm" => PartyScene.Request(null, ("Authorization", "Bearer " + Unsigned())),
            "a changed claim" => PartyScene.Request(null, ("Authorization", "Bearer " + Changed())),
            "too old" => scene.Asserting(claims => (claims["iat"], claims["exp"]) = (now.AddMinutes(-5).ToUnixTimeSeconds(), now.ToUnixTimeSeconds())),
            "too long a life" => scene.Asserting(claims => claims["exp"] = now.AddSeconds(301).ToUnixTimeSeconds()),
            "the future" => scene.Asserting(claims => (claims["iat"], claims["exp"]) = (now.AddSeconds(31).ToUnixTimeSeconds(), now.AddSeconds(60).ToUnixTimeSeconds())),
            "an unknown claim" => scene.Asserting(claims => claims["scope"] = "roadside"),
            "an unknown header" => scene.Asserting(header: header => header["jku"] = "https://thief.test"),
            "another subject" => scene.Asserting(claims => claims["sub"] = "320000/police"),
            "a short id" => scene.Asserting(claims => claims["jti"] = "0123456789"),
            _ => scene.Asserting(claims => claims["iat"] = "2020-10-12T08:00:00Z"),
        };
        await Refused(request, reason);
    }

    [Theory]
    [InlineData("Basic cG9saWNlOnBhc3N3b3Jk")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer")]
    public Task Rejects_what_is_no_assertion(string header) => Refused(PartyScene.Request(null, ("Authorization", header)), nameof(AssertionRefusal.Malformed));

    [Fact]
    public async Task Rejects_two_assertions_and_never_falls_back_on_the_TLS_key()
    {
        await Refused(PartyScene.Request(scene.PoliceKey, ("Authorization", "Bearer " + scene.Assertion()), ("Authorization", "Bearer " + scene.Assertion())), nameof(AssertionRefusal.Malformed));
        await Refused(PartyScene.Request(scene.PoliceKey, ("Authorization", "Bearer x")), nameof(AssertionRefusal.Malformed));
    }

    [Fact]
    public async Task Rejects_a_suspended_party()
    {
        scene.Insurer = scene.Insurer with { History = scene.Insurer.History.Add(new(PartyState.Suspended, PartyScene.Now, "Test")) };
        await Refused(scene.Asserting(), nameof(AssertionRefusal.UnknownParty));
    }

    [Fact]
    public async Task Counts_once()
    {
        var (check, request) = (scene.Check(), scene.Asserting());
        Assert.NotNull((await check.Find(request, default)).Party);
        Assert.Equal(nameof(AssertionRefusal.Replayed), (await check.Find(request, default)).Refusal!.Detail);
        Assert.NotNull((await check.Find(scene.Asserting(), default)).Party);
    }

    [Theory]
    [InlineData("bearer ")]
    [InlineData("BEARER ")]
    public async Task Accepts_the_scheme_in_any_case(string scheme) =>
        Assert.NotNull((await scene.Check().Find(PartyScene.Request(null, ("Authorization", scheme + scene.Assertion())), default)).Party);

    [Fact]
    public async Task Rejects_one_for_an_address_that_many_gateways_listen_on_where_the_list_names_its_own()
    {
        scene.Options.Url = "https://10.0.0.7:8443";
        await Refused(scene.Asserting(claims => claims["aud"] = "https://10.0.0.7:8443"), nameof(AssertionRefusal.Audience));
        Assert.NotNull((await scene.Check().Find(scene.Asserting(claims => claims["aud"] = "https://gateway.jiangsu.test"), default)).Party);
    }

    [Fact]
    public async Task Rejects_more_than_the_partys_rate_before_any_is_noted()
    {
        var noted = new CountingCache();
        var check = scene.Check(noted);
        for (var asked = 0; asked < 4; asked++) Assert.NotNull((await check.Find(scene.Asserting(), default)).Party);
        var refused = (await check.Find(scene.Asserting(), default)).Refusal!;
        Assert.Same(Refusal.OverQuota, refused.Refusal);
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(4, noted.Noted);
    }

    [Fact]
    public async Task Judges_audience_and_times_before_the_signature()
    {
        await Refused(scene.Asserting(claims => claims["aud"] = "https://gateway.shanghai.test", SoftwareSigner.Create(SignatureAlgorithm.ES256)), nameof(AssertionRefusal.Audience));
        await Refused(scene.Asserting(claims => claims["exp"] = PartyScene.Now.AddSeconds(301).ToUnixTimeSeconds(), SoftwareSigner.Create(SignatureAlgorithm.ES256)), nameof(AssertionRefusal.Expired));
    }

    [Fact]
    public async Task Wants_a_new_one_where_it_cannot_tell_and_goes_on_where_the_clusters_memory_is_away()
    {
        // Made before this gateway began: another run may have taken it.
        var check = scene.Check(new MemoryReplays(scene.Clock));
        await Refused(scene.Asserting(claims => (claims["iat"], claims["exp"]) = (PartyScene.Now.AddSeconds(-1).ToUnixTimeSeconds(), PartyScene.Now.AddSeconds(60).ToUnixTimeSeconds())), nameof(AssertionRefusal.Unsure), check);
        var party = (await scene.Check(new AwayCache()).Find(scene.Asserting(), default)).Party!;
        Assert.True(party.RepetitionUnchecked);
    }

    private async Task Refused(Microsoft.AspNetCore.Http.HttpContext request, string reason, PartyCheck? check = null)
    {
        var finding = await (check ?? scene.Check()).Find(request, default);
        Assert.Null(finding.Party);
        Assert.Same(Refusal.AssertionRefused, finding.Refusal!.Refusal);
        Assert.Equal(reason, finding.Refusal.Detail);
    }

    private string Changed()
    {
        var parts = scene.Assertion().Split('.');
        return $"{parts[0]}.{scene.Assertion().Split('.')[1]}.{parts[2]}";
    }

    private string Unsigned()
    {
        var header = TrustList.Format.Encoding.Base64UrlText.Encode("{\"alg\":\"none\"}"u8.ToArray());
        return $"{header}.{scene.Assertion().Split('.')[1]}.AA";
    }

    private sealed class AwayCache : IReplayCache
    {
        public ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel) => ValueTask.FromResult(ReplayAnswer.Away);
    }

    private sealed class CountingCache : IReplayCache
    {
        public int Noted { get; private set; }

        public ValueTask<ReplayAnswer> Once(string id, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
        {
            Noted++;
            return ValueTask.FromResult(ReplayAnswer.First);
        }
    }
}
