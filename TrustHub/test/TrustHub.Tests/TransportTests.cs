using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using TrustHub.Admission;
using TrustHub.Tests.Support;
using TrustList.Protocol;
using AdmissionClient = TrustList.Protocol.Admission.AdmissionClient;

namespace TrustHub.Tests;

/// <summary>What reaches the nodes' listener without being a proper call of a proper caller.</summary>
public sealed class TransportTests : HubTest
{
    [Fact]
    public async Task Rejects_a_caller_without_a_client_certificate()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        using var channel = hub.Channel(identity: null);
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await new AdmissionClient(channel).SubmitMetadataAsync(operators.Metadata("region-310000")));
        Assert.Contains(refused.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
        Assert.Equal(2, hub.Log.State.LogIndex);
    }

    [Fact]
    public async Task Rejects_bytes_that_are_no_message()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        foreach (var body in new[] { [0xFF, 0xFF, 0xFF], "{\"role\":\"root\"}"u8.ToArray(), new byte[200] })
        {
            var (status, refusal) = await RawCallAsync(hub, operators.Shanghai.Tls, "SubmitMetadata", Frame(body));
            Assert.Equal(((int)StatusCode.InvalidArgument).ToString(System.Globalization.CultureInfo.InvariantCulture), status);
            Assert.Equal(nameof(AdmissionFault.Malformed), refusal?.Code);
        }
        Assert.Equal(nameof(AdmissionFault.Malformed), hub.Store.Refusals()[0].Code);
        Assert.DoesNotContain(hub.Lines.All, line => line.Contains("Exception", StringComparison.Ordinal));
        await hub.AdmitAsync(operators, operators.Shanghai); // It keeps serving.
    }

    [Fact]
    public async Task Rejects_a_message_that_is_larger_than_any_may_be()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        var huge = operators.Metadata("region-310000");
        huge.Metadata = ByteString.CopyFrom(new byte[AdmissionEndpoints.MaxMessageBytes + 1]);
        await Refusals.WithAsync(AdmissionFault.TooLarge, () => hub.SubmitAsync(operators.Shanghai, huge));
        await hub.AdmitAsync(operators, operators.Shanghai);
    }

    [Theory]
    [InlineData("region-310000\r\ninjected log line")]
    [InlineData("../../etc/passwd")]
    [InlineData("110101199003070011")]
    public async Task Writes_no_text_of_a_caller_down(string text)
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        var request = operators.Metadata("region-310000");
        request.Role = text;
        await Refusals.WithAsync(AdmissionFault.UnknownRole, () => hub.SubmitAsync(operators.Shanghai, request));
        Assert.Equal("-", hub.Store.Refusals()[0].Name);
        Assert.DoesNotContain(hub.Lines.All, line => line.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serves_no_public_file_to_nodes()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        using var http = Http2(hub, operators.Shanghai.Tls);
        foreach (var path in new[] { "/tuf/timestamp.json", "/health/ready", "/status/310000" })
        {
            using var answer = await http.GetAsync(new Uri(hub.NodeUrl, path));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Rejects_compressed_messages_before_they_are_inflated()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        var (status, _) = await RawCallAsync(hub, operators.Shanghai.Tls, "SubmitMetadata", Frame([0x1f, 0x8b]), encoding: "gzip");
        Assert.Equal("12", status);
    }

    [Fact]
    public async Task Refuses_to_talk_to_a_hub_with_another_key_than_the_pinned_one()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        using var http = new HttpClient(PinnedHandler.Create(operators.Shanghai.Tls, () => new HashSet<string>(StringComparer.Ordinal) { new('a', 64) }));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(hub.NodeUrl, "/")));
    }

    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static async Task<(string? Status, Refusal? Refusal)> RawCallAsync(RunningHub hub, TlsIdentity identity, string method, byte[] body, string encoding = "identity")
    {
        using var http = Http2(hub, identity);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub.NodeUrl, $"/federation.hub.v1.Admission/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add("grpc-encoding", encoding);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return (Find(answer, "grpc-status"), Find(answer, RefusalTrailer.Name) is { } bytes ? Refusal.Parser.ParseFrom(Convert.FromBase64String(bytes)) : null);
    }

    private static HttpClient Http2(RunningHub hub, TlsIdentity identity) =>
        new(PinnedHandler.Create(identity, () => new HashSet<string>(StringComparer.Ordinal) { hub.TlsPin }))
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    private static string? Find(HttpResponseMessage answer, string name) =>
        answer.TrailingHeaders.Concat(answer.Headers).Where(header => header.Key == name).SelectMany(header => header.Value).FirstOrDefault();
}
