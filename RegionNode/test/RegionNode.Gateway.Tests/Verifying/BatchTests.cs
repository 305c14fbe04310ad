using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using RegionNode.Gateway.Verifying.Batches;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>Many questions at once (SPEC.md §8.8).</summary>
public sealed class BatchTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private const string Least = """{"presentation":"AA==","acceptor":"320000","purpose":"insurance"}""";

    private Border Border => open.Border;

    [Fact]
    public async Task Answers_in_the_order_of_the_questions_although_the_first_takes_longest()
    {
        var others = new TaskCompletionSource();
        var asked = 0;
        Border.Home.Script = async (question, context) =>
        {
            if (Interlocked.Increment(ref asked) == 1) await others.Task.WaitAsync(TimeSpan.FromSeconds(20));
            else if (asked == 5) others.TrySetResult();
            await Border.Reply(context, Border.Claims(question));
        };
        var answers = await Border.AskBatch([.. Enumerable.Range(0, 5).Select(_ => Desk.Question(Border.Present(), Border.Patient, live: true).ToJsonString())]);
        Assert.Equal([1, 2, 3, 4, 5], answers.Select(answer => answer["line"]!.GetValue<int>()));
        Assert.All(answers, answer => Assert.Equal("Accepted", answer.Outcome()));
        Assert.True(others.Task.IsCompletedSuccessfully, "questions were asked one after the other");
    }

    [Fact]
    public async Task Answers_a_line_while_the_next_is_not_written_yet()
    {
        using var client = Border.Gateway.Client();
        var gate = new OpenBody();
        using var request = new HttpRequestMessage(HttpMethod.Post, Desk.Batch) { Content = gate, Version = HttpVersion.Version20 };
        var asking = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await gate.Write(Desk.Question(Border.Present()).ToJsonString() + "\n");
        using var answer = await asking.WaitAsync(TimeSpan.FromMinutes(1));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(1, JsonNode.Parse((await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)))!)!["line"]!.GetValue<int>());
        await gate.Write(Desk.Question(Border.Present()).ToJsonString());
        gate.End();
        Assert.Equal(2, JsonNode.Parse((await reader.ReadLineAsync())!)!["line"]!.GetValue<int>());
        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Refuses_a_line_and_goes_on_with_the_next()
    {
        var good = Desk.Question(Border.Present()).ToJsonString();
        var answers = await Border.AskBatch("{", "", good, """{"presentation":"AA==","acceptor":"32","purpose":"rental"}""", good);
        Assert.Equal([1, 3, 4, 5], answers.Select(answer => answer["line"]!.GetValue<int>()));
        Assert.Equal(["Malformed", null, "Malformed", null], answers.Select(answer => answer["problem"]?["code"]!.GetValue<string>()));
        Assert.Equal("Accepted", answers[3].Outcome());
    }

    [Theory]
    [InlineData(Least)]
    [InlineData(" ")]
    public async Task Answers_a_thousand_lines_and_refuses_the_next(string next)
    {
        var answers = await Border.AskBatch([.. Enumerable.Repeat(Least, 1_000), next, Least]);
        Assert.Equal(1_001, answers.Count);
        Assert.All(answers[..1_000], answer => Assert.Equal("Refused", answer.Outcome()));
        Assert.Equal("TooLarge", answers[^1]["problem"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Reads_the_largest_presentation_and_ends_at_a_line_beyond_it()
    {
        var largest = new JsonObject { ["presentation"] = Convert.ToBase64String(new byte[1 << 20]), ["acceptor"] = Border.Jiangsu, ["purpose"] = "rental" }.ToJsonString();
        var answers = await Border.AskBatch(largest, new string(' ', 2_000_000), largest);
        Assert.Equal(("Refused", "TooLarge"), (answers[0].Outcome(), answers[1]["problem"]!["code"]!.GetValue<string>()));
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Rejects_a_third_batch_of_one_party_until_one_ends()
    {
        using var client = Border.Gateway.Client();
        var bodies = Enumerable.Range(0, BatchLimits.OfOneParty * RunCache.Instances).Select(_ => new OpenBody()).ToList(); // Rooms are each instance's own.
        var answers = new List<HttpResponseMessage>();
        foreach (var body in bodies)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Desk.Batch) { Content = body, Version = HttpVersion.Version20 };
            var asking = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await body.Write("{}\n");
            answers.Add(await asking.WaitAsync(TimeSpan.FromMinutes(1)));
        }

        using var third = await client.PostAsync(Desk.Batch, Desk.Content("{}"u8.ToArray(), "application/x-ndjson"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (third.StatusCode, third.Headers.RetryAfter?.ToString()));
        for (var ended = 0; ended < RunCache.Instances; ended++)
        {
            bodies[ended].End();
            await answers[ended].Content.ReadAsStringAsync();
        }
        await Eventually.True("there is room again", async () =>
        {
            using var fourth = await client.PostAsync(Desk.Batch, Desk.Content("{}"u8.ToArray(), "application/x-ndjson"));
            return fourth.IsSuccessStatusCode;
        });
        foreach (var body in bodies.Skip(RunCache.Instances)) body.End();
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Rejects_another_media_type()
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(Desk.Batch, Desk.Content(Encoding.UTF8.GetBytes("{}"), "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    /// <summary>A body that is written while the answer is read.</summary>
    private sealed class OpenBody : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public OpenBody() => Headers.ContentType = new("application/x-ndjson");

        public async Task Write(string text)
        {
            var stream = await _stream.Task;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            await stream.FlushAsync();
        }

        public void End() => _end.SetResult();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _stream.SetResult(stream);
            return _end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
