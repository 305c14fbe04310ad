using Demo.World;
using Federation.Hosting.Tls;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using TrustList.Protocol;

namespace Federation.Tests.BadInput;

/// <summary>The hub answers what it does not take, and goes on serving.</summary>
[Collection(SharedFederation.Name)]
public sealed class HubTests(SharedFederation shared) : IDisposable
{
    private readonly TlsIdentity stranger = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());

    private Country Country => shared.Federation.Country;

    [Theory]
    [InlineData("GET", "/tuf/9999.root.json", 404, "NotFound")]
    [InlineData("GET", "/hub.db", 404, "NotFound")]
    [InlineData("GET", "/tuf/%2e%2e/%2e%2e/hub.db", 404, "NotFound")]
    [InlineData("GET", "/tuf/..%2f..%2fkeys%2ftls.test.pem", 404, "NotFound")]
    [InlineData("GET", "/status/999999/0", 404, "NotFound")]
    [InlineData("GET", "/status/310000/9999999999999999999999", 404, "NotFound")]
    public async Task Rejects_over_http(string method, string path, int status, string code)
    {
        using var client = new HttpClient { BaseAddress = Country.Hub.PublicUrl };
        await Problem.Expect(client, Problem.Request(method, path), status, code);
        Assert.True((await client.GetAsync(new Uri("/tuf/timestamp.json", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("targets", "", "Malformed")]
    [InlineData("targets", "{\"signed\":{},\"signed\":{}}", "Malformed")]
    [InlineData("king", "{}", "UnknownRole")]
    public async Task Rejects_metadata_of_role(string role, string metadata, string code)
    {
        var refused = await Refused(client => client.SubmitMetadataAsync(new SubmitMetadataRequest
        {
            SubmissionId = "bad-input-" + role + metadata.Length,
            Role = role,
            Metadata = ByteString.CopyFromUtf8(metadata),
        }).ResponseAsync);
        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task Takes_older_targets_brought_again_for_the_duplicate_they_are()
    {
        using var channel = Channel();
        var receipt = await new Admission.AdmissionClient(channel).SubmitMetadataAsync(new SubmitMetadataRequest
        {
            SubmissionId = "replayed-targets",
            Role = "targets",
            Metadata = ByteString.CopyFrom(File.ReadAllBytes(Path.Combine(Country.Hub.Data, "inception", "1.targets.json"))),
        });
        Assert.True(receipt.Duplicate);
        Assert.True(Country.Hub.Serves($"{Country.Nation!.TargetsVersion}.targets.json"));
    }

    [Fact]
    public async Task Rejects_another_submission_under_an_id_that_was_used()
    {
        var (targets, files) = Country.Nation!.SignTargets(Country.Clock.Now);
        using var submission = new Federation.Ceremonies.HubSubmission(Country.Hub.NodeUrl, Country.Hub.Pin);
        var admitted = await submission.Submit("targets", targets, files, shared.Federation.Cancel);
        var (next, _) = Country.Nation!.SignTargets(Country.Clock.Now);
        var refused = await Refused(client => client.SubmitMetadataAsync(new SubmitMetadataRequest
        {
            SubmissionId = admitted.SubmissionId,
            Role = "targets",
            Metadata = ByteString.CopyFrom(next),
        }).ResponseAsync);
        Assert.Equal("SubmissionIdReused", refused.Code);
    }

    [Fact]
    public async Task Rejects_metadata_that_is_too_large()
    {
        using var channel = Channel();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => new Admission.AdmissionClient(channel).SubmitMetadataAsync(new SubmitMetadataRequest
        {
            SubmissionId = "oversized-targets",
            Role = "targets",
            Metadata = ByteString.CopyFrom(new byte[40_000_000]),
        }).ResponseAsync);
        Assert.Contains(thrown.StatusCode, new[] { StatusCode.ResourceExhausted, StatusCode.InvalidArgument });
    }

    [Fact]
    public async Task Rejects_a_status_list_from_a_strangers_key()
    {
        var refused = await Refused(client => client.SubmitStatusListAsync(new SubmitStatusListRequest
        {
            SubmissionId = "strangers-list",
            Region = Region.Shanghai.Code,
            Uri = new Uri(Country.Hub.PublicUrl, "status/310000/0").AbsoluteUri,
            Version = 1_000_000,
            Cwt = ByteString.CopyFrom(File.ReadAllBytes(Path.Combine(Country.Hub.Data, "inception", "1.root.json"))),
            Jwt = "e30.e30.e30",
        }).ResponseAsync);
        Assert.Equal("PinNotListed", refused.Code);
    }

    [Fact]
    public async Task Answers_a_submission_brought_twice_with_the_same_receipt()
    {
        var (targets, files) = Country.Nation!.SignTargets(Country.Clock.Now);
        using var submission = new Federation.Ceremonies.HubSubmission(Country.Hub.NodeUrl, Country.Hub.Pin);
        var first = await submission.Submit("targets", targets, files, shared.Federation.Cancel);
        var second = await submission.Submit("targets", targets, files, shared.Federation.Cancel);
        Assert.False(first.Duplicate);
        Assert.True(second.Duplicate);
        Assert.Equal(first.LogIndex, second.LogIndex);
    }

    public void Dispose() => stranger.Dispose();

    private async Task<Refusal> Refused<T>(Func<Admission.AdmissionClient, Task<T>> call)
    {
        using var channel = Channel();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call(new Admission.AdmissionClient(channel)));
        var detail = thrown.Trailers.GetValueBytes("federation-refusal-bin");
        Assert.True(detail is not null, thrown.ToString());
        return Refusal.Parser.ParseFrom(detail);
    }

    private GrpcChannel Channel() => GrpcChannel.ForAddress(Country.Hub.NodeUrl, new GrpcChannelOptions
    {
        HttpHandler = PinnedHandler.Create(stranger, () => new HashSet<string>(StringComparer.Ordinal) { Country.Hub.Pin }),
        DisposeHttpClient = true,
    });
}
