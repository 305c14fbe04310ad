using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using RegionNode.Gateway.Tests.World;
using RegionNode.Gateway.Verifying.Batches;
using TrustList.Protocol;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>The same questions over gRPC.</summary>
public sealed class RpcTests(OpenBorder open) : IClassFixture<OpenBorder>, IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(open.Border.Gateway.Url, new GrpcChannelOptions
    {
        HttpHandler = open.Border.Gateway.Handler(),
        DisposeHttpClient = true,
    });

    private Border Border => open.Border;

    private Verifier.VerifierClient Client => new(_channel);

    [Fact]
    public async Task Answers_what_http_answers()
    {
        var shown = Border.Present();
        var json = await Border.Verdict(live: true, Border.Patient, shown: shown);
        var answer = await Client.VerifyAsync(Question(shown, live: true, Border.Patient));
        Assert.Equal((VerifyOutcome.Accepted, ""), (answer.Outcome, answer.Reason));
        Assert.Equal(json["issuer"]!["region"]!.GetValue<string>(), answer.Issuer.Region);
        Assert.Equal(json["warnings"]!.AsArray().Select(warning => warning!["name"]!.GetValue<string>()), answer.Warnings.Select(warning => warning.Name));
        Assert.Equal(json["withheld"]!.AsArray().Select(name => name!.GetValue<string>()), answer.Withheld);
        Assert.Equal(
            json["disclosed"]!.AsObject().SelectMany(space => space.Value!.AsObject().Select(element => $"{space.Key}/{element.Key}")),
            answer.Disclosed.Select(element => $"{element.Namespace}/{element.Element}"));
        Assert.All(answer.Disclosed, element => Assert.NotEmpty(element.Value));
        Assert.Equal("LiveAnswer", answer.Freshness.Source);
        Assert.NotEmpty(answer.LiveAssertion);
        Assert.Contains("\"live\":{", answer.RestsOn);
        Assert.Equal(32, answer.TraceId.Length);
    }

    [Fact]
    public async Task Rejects_a_question_with_the_refusal_in_the_trailer()
    {
        var question = Question(Border.Present());
        question.Purpose = "Roadside";
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await Client.VerifyAsync(question));
        Assert.Equal(StatusCode.InvalidArgument, thrown.StatusCode);
        Assert.Equal("Malformed", Refusal.Parser.ParseFrom(thrown.Trailers.GetValueBytes("federation-refusal-bin")).Code);
    }

    [Fact]
    public async Task Answers_a_stream_in_order_and_refuses_one_question_alone()
    {
        using var call = Client.VerifyMany();
        var bad = Question(Border.Present());
        bad.Acceptor = "32";
        foreach (var question in new[] { Question(Border.Present()), bad, Question(([1, 2, 3], [])) }) await call.RequestStream.WriteAsync(question);
        await call.RequestStream.CompleteAsync();
        var replies = new List<VerifyReply>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync()) replies.Add(reply);
        Assert.Equal([1u, 2u, 3u], replies.Select(reply => reply.Line));
        Assert.Equal(VerifyOutcome.Accepted, replies[0].Answer.Outcome);
        Assert.Equal("Malformed", replies[1].Refusal.Code);
        Assert.Equal((VerifyOutcome.Refused, "TrailingBytes"), (replies[2].Answer.Outcome, replies[2].Answer.Reason));
    }

    [Fact]
    public async Task Ends_a_stream_of_too_many_bytes_with_a_refusal_of_the_one_that_was_too_many()
    {
        using var call = Client.VerifyMany();
        var large = Question((new byte[1 << 20], []));
        var fit = (int)(BatchLimits.Bytes / large.CalculateSize());
        var writing = Task.Run(async () =>
        {
            for (var sent = 0; sent <= fit; sent++) await call.RequestStream.WriteAsync(large);
            await call.RequestStream.CompleteAsync();
        });
        var replies = new List<VerifyReply>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync()) replies.Add(reply);
        await writing;
        Assert.Equal(fit + 1, replies.Count);
        Assert.All(replies[..fit], reply => Assert.Equal(VerifyOutcome.Refused, reply.Answer.Outcome));
        Assert.Equal("TooLarge", replies[^1].Refusal.Code);
    }

    [Fact]
    public async Task Ends_a_stream_of_too_many_questions_with_a_refusal_of_the_one_that_was_too_many()
    {
        using var call = Client.VerifyMany();
        var question = Question(([1, 2, 3], []));
        var writing = Task.Run(async () =>
        {
            for (var sent = 0; sent <= BatchLimits.Lines; sent++) await call.RequestStream.WriteAsync(question);
            await call.RequestStream.CompleteAsync();
        });
        var replies = new List<VerifyReply>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync()) replies.Add(reply);
        await writing;
        Assert.Equal((BatchLimits.Lines + 1, "TooLarge"), (replies.Count, replies[^1].Refusal.Code));
        Assert.Equal(Enumerable.Range(1, BatchLimits.Lines + 1), replies.Select(reply => (int)reply.Line));
    }

    [Fact]
    public async Task Rejects_compressed_messages_before_they_are_inflated()
    {
        var compressed = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        var bomb = Question((new byte[1 << 20], [])); // A thousandth of it is sent.
        var thrown = await Assert.ThrowsAsync<RpcException>(async () => await Client.VerifyAsync(bomb, compressed));
        Assert.Equal(StatusCode.Unimplemented, thrown.StatusCode);
        using var call = Client.VerifyMany(compressed);
        thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));
        Assert.Equal(StatusCode.Unimplemented, thrown.StatusCode);
    }

    [NodeFact]
    public async Task Answers_a_client_of_another_maker()
    {
        var (response, transcript) = Border.Present();
        JsonObject Question(byte[] shown, string acceptor) => new()
        {
            ["device_response"] = Convert.ToBase64String(shown),
            ["transcript"] = Convert.ToBase64String(transcript),
            ["acceptor"] = acceptor,
            ["purpose"] = "rental",
        };
        var input = new JsonObject
        {
            ["server"] = Border.Gateway.Certificate.ExportCertificatePem(),
            ["questions"] = new JsonArray(Question(response, Border.Jiangsu), Question([1, 2, 3], Border.Jiangsu), Question(response, "32")),
        };
        var proto = Path.Combine(RepositoryPaths.Root!, "TrustList.Format", "src", "TrustList.Protocol", "verify.proto");
        var lines = (await NodePeer.RunAsync("feed", "verify.mjs", input.ToJsonString(), proto, Border.Gateway.Next().Authority))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(4, lines.Count);
        Assert.Equal("VERIFY_OUTCOME_ACCEPTED", lines[0]["answer"]!["outcome"]!.GetValue<string>());
        Assert.Equal("TrailingBytes", lines[1]["answer"]!["reason"]!.GetValue<string>());
        Assert.Equal(("refusal", "Malformed"), (lines[2]["reply"]!.GetValue<string>(), lines[2]["refusal"]!["code"]!.GetValue<string>()));
        Assert.Equal(lines[0]["answer"]!["disclosed"]!.ToJsonString(), lines[3]["disclosed"]!.ToJsonString());
        Assert.Equal(["document_number", "family_name"], lines[3]["disclosed"]!.AsArray().Select(element => element!["element"]!.GetValue<string>()).Order());
    }

    public void Dispose() => _channel.Dispose();

    private static VerifyRequest Question((byte[] Response, byte[] Transcript) shown, bool live = false, string purpose = "roadside") => new()
    {
        DeviceResponse = ByteString.CopyFrom(shown.Response),
        Transcript = ByteString.CopyFrom(shown.Transcript),
        Acceptor = Border.Jiangsu,
        Purpose = purpose,
        Live = live,
    };
}
