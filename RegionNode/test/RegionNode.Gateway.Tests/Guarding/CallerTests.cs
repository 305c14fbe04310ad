using Federation.Hosting.Tls;
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
        var (status, refusal) = await caller.Refused(LiveCaller.Question(Border.Shanghai, Border.StatusUri), Border.Shanghai);
        Assert.Equal((StatusCode.PermissionDenied, "CallerNotAdmitted"), (status, refusal.Code));
        Assert.DoesNotContain(Border.Home.Asked, asked => asked.Question.Region == Border.Shanghai);
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
