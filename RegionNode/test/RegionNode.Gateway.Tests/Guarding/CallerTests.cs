using System.Security.Cryptography;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Gateway.Tests.World;
using TrustList.Protocol;

namespace RegionNode.Gateway.Tests.Guarding;

public sealed class CallerTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private Border Border => open.Border;

    private LiveQuestion OwnQuestion => LiveCaller.Question(Border.Jiangsu, "http://hub.test/status/320000/0");

    [Fact]
    public async Task Rejects_a_caller_without_a_certificate()
    {
        using var caller = new LiveCaller(Border.Gateway, identity: null);
        var (status, refusal) = await caller.Refused(OwnQuestion, Border.Jiangsu);
        Assert.Equal((StatusCode.Unauthenticated, "CertificateMissing"), (status, refusal.Code));
    }

    [Fact]
    public async Task Rejects_a_caller_with_an_unknown_key()
    {
        using var stranger = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        using var caller = new LiveCaller(Border.Gateway, stranger);
        var (status, refusal) = await caller.Refused(OwnQuestion, Border.Jiangsu);
        Assert.Equal((StatusCode.PermissionDenied, "CallerNotAdmitted"), (status, refusal.Code));
    }

    [Fact]
    public async Task Rejects_another_regions_gateway_that_wants_a_question_relayed()
    {
        using var caller = new LiveCaller(Border.Gateway, Border.Home.Identity);
        var question = LiveCaller.Question(Border.Shanghai, Border.StatusUri);
        question.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
        var (status, refusal) = await caller.Refused(question, Border.Shanghai);
        Assert.Equal((StatusCode.PermissionDenied, "CallerNotAdmitted"), (status, refusal.Code));
        Assert.DoesNotContain(Border.Home.Asked, asked => asked.Question.Nonce == question.Nonce);
    }

    [Theory]
    [InlineData("310000,320000")]
    [InlineData("310000 ")]
    [InlineData("３１００００")]
    [InlineData("31000")]
    [InlineData("../310000")]
    [InlineData("310000/../320000")]
    [InlineData("*")]
    public async Task Rejects_a_region_header_of(string value)
    {
        using var client = Border.Gateway.Client(Border.Issuer.Identity);
        using var request = Request();
        request.Headers.TryAddWithoutValidation("x-federation-region", value);
        // A client library may trim or refuse some of these before they are sent; the gateway must never route one.
        using var answer = await SendOrNull(client, request);
        if (answer is not null) Assert.NotEqual("0", GrpcStatus(answer));
        Assert.DoesNotContain(Border.Home.Asked, asked => asked.Question.Purpose == "header-test");
    }

    [Fact]
    public async Task Rejects_two_region_headers()
    {
        using var caller = new LiveCaller(Border.Gateway, Border.Issuer.Identity);
        var (status, refusal) = await caller.Refused(LiveCaller.Question(Border.Shanghai, Border.StatusUri), Border.Shanghai, Border.Jiangsu);
        Assert.Equal((StatusCode.InvalidArgument, "BadRegionHeader"), (status, refusal.Code));
    }

    [Fact]
    public async Task Rejects_a_question_without_a_region_header()
    {
        using var caller = new LiveCaller(Border.Gateway, Border.Issuer.Identity);
        var (status, refusal) = await caller.Refused(LiveCaller.Question(Border.Shanghai, Border.StatusUri));
        Assert.Equal((StatusCode.InvalidArgument, "BadRegionHeader"), (status, refusal.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("110000")]
    [InlineData("320000,110000")]
    public async Task Tells_the_own_issuer_the_region_whose_key_was_shown_whatever_the_caller_writes(string? written)
    {
        foreach (var (identity, region) in new[] { (Border.Home.Identity, Border.Shanghai), (Border.Issuer.Identity, Border.Jiangsu) })
        {
            var question = OwnQuestion;
            question.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
            await AskAsync(identity, question, Border.Jiangsu, written);
            Assert.Equal(region, Border.Issuer.Told.Single(told => told.Question.Nonce == question.Nonce).Caller);
        }
    }

    [Fact]
    public async Task Passes_on_to_another_region_nothing_that_a_caller_writes_of_itself()
    {
        var question = LiveCaller.Question(Border.Shanghai, Border.StatusUri);
        question.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
        await AskAsync(Border.Issuer.Identity, question, Border.Shanghai, "110000");
        Assert.Equal("", Border.Home.Told.Single(told => told.Question.Nonce == question.Nonce).Caller);
    }

    private async Task AskAsync(TlsIdentity identity, LiveQuestion question, string region, string? written)
    {
        using var caller = new LiveCaller(Border.Gateway, identity);
        var headers = new Metadata { { "x-federation-region", region } };
        foreach (var one in written?.Split(',') ?? []) headers.Add("x-federation-caller", one);
        await caller.Ask(question, headers);
    }

    private static HttpRequestMessage Request() => new(HttpMethod.Post, "/federation.live.v1.LiveStatus/Ask")
    {
        Version = System.Net.HttpVersion.Version20,
        Content = new ByteArrayContent([0, 0, 0, 0, 0]) { Headers = { ContentType = new("application/grpc") } },
    };

    private static async Task<HttpResponseMessage?> SendOrNull(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string? GrpcStatus(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("grpc-status", out var sent) ? sent.Single()
        : answer.TrailingHeaders.TryGetValues("grpc-status", out var trailing) ? trailing.Single() : null;
}
