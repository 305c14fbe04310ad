using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using Client = TrustList.Protocol.LiveStatus.LiveStatusClient;

namespace RegionNode.Issuer.Tests;

public sealed class LiveTests
{
    [Theory]
    [InlineData("roadside", true)]
    [InlineData("counter", true)]
    [InlineData("rental", false)]
    [InlineData("insurance", false)]
    [InlineData("employment", false)]
    public async Task Answers_the_own_gateway_and_tells_points_only_where_the_purpose_allows(string purpose, bool tells)
    {
        await using var region = await TestRegion.StartAsync();
        var offer = await OfferAsync(region, points: 9, letters: "AH");
        using var channel = Channel(region, region.Gateway);
        var question = Question(offer, purpose);
        var answer = await new Client(channel).AskAsync(question, Headers("310000"));
        var status = Verify(region, answer, question);
        Assert.Equal(StatusValue.Valid, status.Value);
        Assert.Equal(tells ? "AH" : "", status.Letters);
        Assert.Equal(tells ? 9 : null, status.Points);
        Assert.True(status.Expires - status.IssuedAt <= TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Answers_a_change_at_once_before_any_list_has_it()
    {
        await using var region = await TestRegion.StartAsync();
        var offer = await OfferAsync(region);
        using (var office = Office.Of(region))
            await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E", urgent: false);
        using var channel = Channel(region, region.Gateway);
        var question = Question(offer, "rental");
        Assert.Equal(StatusValue.Invalid, Verify(region, await new Client(channel).AskAsync(question), question).Value);
    }

    [Fact]
    [NamesRule(OfficeRule.PointsReachTheLiveAnswer)]
    public async Task Answers_points_and_letters_of_an_event_as_soon_as_it_is_recorded()
    {
        await using var region = await TestRegion.StartAsync();
        var offer = await OfferAsync(region, points: 6);
        using (var office = Office.Of(region))
        {
            var recorded = await office.RecordAsync(1, new JsonObject { ["kind"] = "PointsChanged", ["points"] = 12, ["clearDate"] = "2027-05-04" });
            Assert.Equal("Marked", recorded.Json["consequence"]!.GetValue<string>());
        }
        using var channel = Channel(region, region.Gateway);
        var question = Question(offer, "roadside");
        var status = Verify(region, await new Client(channel).AskAsync(question), question);
        Assert.Equal((StatusValue.Restricted, "B", (int?)12, (DateOnly?)new DateOnly(2027, 5, 4)), (status.Value, status.Letters, status.Points, status.PointsClear));
    }

    [Fact]
    public async Task Rejects_strangers_and_the_province()
    {
        await using var region = await TestRegion.StartAsync();
        var offer = await OfferAsync(region);
        foreach (var caller in new[] { region.Stranger, region.ProvinceSystem })
        {
            using var channel = Channel(region, caller);
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await new Client(channel).AskAsync(Question(offer, "roadside")));
            Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
        }
    }

    [Fact]
    public async Task Rejects_questions_that_are_not_for_this_region_or_not_well_formed()
    {
        await using var region = await TestRegion.StartAsync();
        var offer = await OfferAsync(region);
        using var channel = Channel(region, region.Gateway);
        async Task RefusedAsync(StatusCode expected, Action<LiveQuestion> change, Metadata? headers = null)
        {
            var question = Question(offer, "roadside");
            change(question);
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await new Client(channel).AskAsync(question, headers));
            Assert.Equal(expected, refusal.StatusCode);
        }
        await RefusedAsync(StatusCode.InvalidArgument, q => q.Region = "110000");
        await RefusedAsync(StatusCode.InvalidArgument, _ => { }, Headers("110000"));
        await RefusedAsync(StatusCode.InvalidArgument, q => q.Purpose = "Roadside");
        await RefusedAsync(StatusCode.InvalidArgument, q => q.Purpose = "curiosity");
        await RefusedAsync(StatusCode.InvalidArgument, q => q.Nonce = ByteString.CopyFrom(new byte[15]));
        await RefusedAsync(StatusCode.InvalidArgument, q => q.Nonce = ByteString.CopyFrom(new byte[65]));
        await RefusedAsync(StatusCode.InvalidArgument, q => q.Acceptor = "everyone");
        await RefusedAsync(StatusCode.NotFound, q => q.Index ^= 1);
        await RefusedAsync(StatusCode.NotFound, q => q.StatusUri += "0");
        await RefusedAsync(StatusCode.NotFound, q => q.StatusUri = "http://elsewhere.invalid/0");
    }

    [Theory]
    [InlineData("330000", "region:330000")]
    [InlineData(null, "region:unproven")]
    [InlineData("everyone", "region:unproven")]
    public async Task Records_the_region_that_the_gateway_proved_beside_the_one_that_the_asker_names(string? proved, string who)
    {
        await using var region = await TestRegion.StartAsync();
        var offer = await OfferAsync(region);
        using var channel = Channel(region, region.Gateway);
        await new Client(channel).AskAsync(Question(offer, "rental"), proved is null ? [] : new Metadata { { "x-federation-caller", proved } });
        using var office = Office.Of(region);
        var entry = (await office.GetAsync("/audit")).Json["items"]!.AsArray().Single(item => item!["act"]!.GetValue<string>() == "LiveAnswered")!;
        Assert.Equal((who, "Rental"), (entry["who"]!.GetValue<string>(), entry["why"]!.GetValue<string>()));
        Assert.EndsWith(" for 320000", entry["what"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_compressed_question_before_it_is_inflated()
    {
        await using var region = await TestRegion.StartAsync();
        using var channel = Channel(region, region.Gateway);
        var bomb = new LiveQuestion { Purpose = new string(' ', 1 << 20) };
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await new Client(channel).AskAsync(bomb, new Metadata { { "grpc-internal-encoding-request", "gzip" } }));
        Assert.Equal(StatusCode.Unimplemented, thrown.StatusCode);
    }

    private static async Task<JsonNode> OfferAsync(TestRegion region, int points = 0, string letters = "A")
    {
        using var office = Office.Of(region);
        await office.PutAsync(1, letters, points);
        return (await office.ApplyAsync(1)).Json;
    }

    private static GrpcChannel Channel(TestRegion region, TlsIdentity caller) => GrpcChannel.ForAddress(region.Issuer.Url, new GrpcChannelOptions
    {
        HttpHandler = PinnedHandler.Create(caller, () => new HashSet<string> { region.Request.TlsPin }),
        DisposeHttpClient = true,
    });

    private static Metadata Headers(string region) => new() { { "x-federation-region", region } };

    private static LiveQuestion Question(JsonNode offer, string purpose) => new()
    {
        Region = Province.Code,
        StatusUri = offer["statusUri"]!.GetValue<string>(),
        Index = offer["statusIndex"]!.GetValue<uint>(),
        Purpose = purpose,
        Acceptor = "320000",
        Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
    };

    private static LiveStatusClaims Verify(TestRegion region, LiveAnswer answer, LiveQuestion question)
    {
        var key = PublicKey.FromSpki(Convert.FromBase64String(region.Request.StatusKeySpki)).Value;
        var result = LiveAssertion.Verify(
            answer.Assertion.Memory, new LiveStatusQuestion(question.Region, question.StatusUri, question.Index, question.Nonce.Memory),
            keyId => keyId == "status-1" ? key : null, region.Clock.GetUtcNow());
        Assert.True(result.Ok, result.Detail);
        return result.Value.Claims;
    }
}
