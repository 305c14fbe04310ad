using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Federation.Hosting.Clock;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>Codes, challenges and references (SPEC.md §8.9).</summary>
public sealed class ShownTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private Border Border => open.Border;

    [Fact]
    public async Task Accepts_a_dynamic_code_that_answers_the_challenge_once()
    {
        var given = await Challenge();
        var challenge = given["challenge"]!.GetValue<string>();
        var code = Border.Codes().ShowDynamic(Purpose.Roadside, Border.Now.AddSeconds(2), QrText.ReadChallenge(given["qr"]!.GetValue<string>()).Value);
        var question = Question(("qr", code), ("challenge", challenge));
        var answer = await Ask(question);
        Assert.True(answer.Outcome() == "Accepted", answer.ToJsonString());
        Assert.Equal("QrDynamic", answer["presented"]!["kind"]!.GetValue<string>());
        Assert.DoesNotContain(answer["warnings"]!.AsArray(), warning => warning!["name"]!.GetValue<string>() is "NoVerifierChallenge" or "ReplayUnchecked");
        Assert.Equal((HttpStatusCode.Conflict, "ChallengeUnknown"), await Refused(question));

        var again = await Ask(Question(("qr", code), ("nonce", challenge)));
        Assert.Equal(("Refused", "QrReplayed"), (again.Outcome(), again.Reason()));
        Assert.Empty(again["disclosed"]!.AsObject());
    }

    [Fact]
    public async Task Rejects_a_code_that_answers_another_challenge()
    {
        var code = Border.Codes().ShowDynamic(Purpose.Roadside, Border.Now.AddSeconds(2), Enumerable.Repeat((byte)7, 16).ToArray());
        var answer = await Ask(Question(("qr", code), ("challenge", (await Challenge())["challenge"]!.GetValue<string>())));
        Assert.Equal(("Refused", "ChallengeWrong"), (answer.Outcome(), answer.Reason()));
    }

    [Fact]
    public async Task Rejects_a_response_that_was_handed_in_where_a_challenge_was_shown()
    {
        var (response, transcript) = Border.Present();
        var reference = (await Kept(response, "application/cbor"))["reference"]!.GetValue<string>();
        var challenge = (await Challenge())["challenge"]!.GetValue<string>();
        var answer = await Ask(Question(("reference", reference), ("transcript", Convert.ToBase64String(transcript)), ("challenge", challenge)));
        Assert.Equal(("Refused", "ChallengeWrong"), (answer.Outcome(), answer.Reason()));
    }

    [Fact]
    public async Task Accepts_a_code_that_grew_old_while_the_home_region_was_asked()
    {
        await using var border = await Border.Open();
        border.Home.Script = async (question, context) =>
        {
            border.SetClock(border.Now.AddSeconds(58));
            await Task.Delay(2 * RehearsalClock.Reread, context.RequestAborted);
            await border.Reply(context, border.Claims(question));
        };
        var madeAt = border.Now.AddSeconds(-5);
        using var client = border.Gateway.Client();
        using var reply = await client.PostAsJsonAsync(Desk.Verify, Question(("qr", border.Codes().ShowDynamic(Purpose.Counter, madeAt)), ("live", true), ("purpose", Border.Patient)));
        var answer = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
        Assert.True(answer.Outcome() == "Accepted", answer.ToJsonString());
        Assert.NotNull(answer["liveAssertion"]);
        Assert.True(answer["at"]!.GetValue<DateTimeOffset>() > madeAt + QrText.Life, answer.ToJsonString());
    }

    [Fact]
    public async Task Accepts_a_static_code_with_a_warning_and_asks_the_home_region_about_it()
    {
        var answer = await Ask(Question(("qr", Border.Codes().ShowStatic()), ("live", true), ("purpose", Border.Patient)));
        Assert.True(answer.Outcome() == "Accepted", answer.ToJsonString());
        Assert.Contains(answer["warnings"]!.AsArray(), warning => warning!["name"]!.GetValue<string>() == "QrStaticOnly");
        Assert.NotNull(answer["liveAssertion"]);
    }

    [Fact]
    public async Task Leaves_possession_open_where_the_desk_names_no_transcript()
    {
        var answer = await Ask(Question(("presentation", Convert.ToBase64String(Border.Present().Response))));
        Assert.Equal(("Undecided", "TranscriptMissing"), (answer.Outcome(), answer.Reason()));
    }

    [Theory]
    [InlineData("application/cbor")]
    [InlineData("application/json")]
    public async Task Keeps_a_presentation_for_one_question(string type)
    {
        var (response, transcript) = Border.Present();
        var body = type == "application/cbor" ? response : Encoding.UTF8.GetBytes(new JsonObject { ["presentation"] = Convert.ToBase64String(response) }.ToJsonString());
        var reference = (await Kept(body, type))["reference"]!.GetValue<string>();
        var question = Question(("reference", reference), ("transcript", Convert.ToBase64String(transcript)));
        Assert.Equal("Accepted", (await Ask(question)).Outcome());
        Assert.Equal((HttpStatusCode.Conflict, "ReferenceUnknown"), await Refused(question));
    }

    [Fact]
    public async Task Keeps_a_code_for_one_question()
    {
        var code = Border.Codes().ShowDynamic(Purpose.Roadside, Border.Now.AddSeconds(2));
        var kept = await Kept(Encoding.UTF8.GetBytes(new JsonObject { ["qr"] = code }.ToJsonString()), "application/json");
        Assert.Equal(60, kept["expiresInSeconds"]!.GetValue<int>());
        Assert.Equal("QrDynamic", (await Ask(Question(("reference", kept["reference"]!.GetValue<string>()))))["presented"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Never_takes_a_challenge_for_a_presentation_nor_the_other_way()
    {
        var challenge = (await Challenge())["challenge"]!.GetValue<string>();
        Assert.Equal((HttpStatusCode.Conflict, "ReferenceUnknown"), await Refused(Question(("reference", challenge))));
        var reference = (await Kept([1, 2, 3], "application/cbor"))["reference"]!.GetValue<string>();
        Assert.Equal((HttpStatusCode.Conflict, "ChallengeUnknown"), await Refused(Question(("qr", Border.Codes().ShowStatic()), ("challenge", reference))));
    }

    [Theory]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"presentation":"AA==","qr":"A"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"presentation":"*"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"qr":"A","who":"me"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"qr":""}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/cbor", HttpStatusCode.BadRequest)]
    [InlineData("A", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Rejects_what_is_no_presentation(string body, string type, HttpStatusCode status)
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(Presentations, Desk.Content(Encoding.UTF8.GetBytes(body), type));
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("qr", "A", "reference", "AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("qr", "A", "presentation", "AA==")]
    [InlineData("reference", "AAAA", "transcript", "AA==")]
    [InlineData("qr", "A", "challenge", "AAAA")]
    [InlineData("qr", "A", "nonce", "AAAA")]
    [InlineData("qr", "A", "nonce", "*")]
    [InlineData("presentation", "AA==", "challenge", "AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("presentation", "AA==", "nonce", "AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Rejects_a_question_of_no_form(string name, string value, string other, string otherValue) =>
        Assert.Equal((HttpStatusCode.BadRequest, "Malformed"), await Refused(Question((name, value), (other, otherValue))));

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Gives_no_challenge_to_another_sites_page(string site)
    {
        using var client = Border.Gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/challenges", UriKind.Relative));
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Uri Presentations => new("/v1/presentations", UriKind.Relative);

    private static JsonObject Question(params (string Name, JsonNode Value)[] members)
    {
        var question = new JsonObject { ["acceptor"] = Border.Jiangsu, ["purpose"] = "roadside" };
        foreach (var (name, value) in members) question[name] = value;
        return question;
    }

    private async Task<JsonNode> Challenge()
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(new Uri("/v1/challenges", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonNode> Kept(byte[] body, string type)
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(Presentations, Desk.Content(body, type));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<JsonNode> Ask(JsonObject question)
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsJsonAsync(Desk.Verify, question);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<(HttpStatusCode, string?)> Refused(JsonObject question)
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsJsonAsync(Desk.Verify, question);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]?.GetValue<string>());
    }
}
