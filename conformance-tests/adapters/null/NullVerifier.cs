using System.Text.Json.Nodes;

namespace Conformance.NullVerifiers;

/// <summary>
/// A verifier that verifies nothing. It says hello with every feature and does as it is told between questions (reset, init,
/// restart, bye), so that as many cases as can be come to the question that matters.
/// </summary>
internal sealed class NullVerifier
{
    private static readonly string[] Features =
    [
        "trust-list", "resolve", "licences", "authorities", "device-mac", "qr", "status", "status-keys", "status-jwt", "status-cwt", "log", "heads", "sm2", "restart",
    ];

    private readonly string name;
    private readonly Func<JsonObject, Task<JsonObject>> decide;

    private NullVerifier(string name, Func<JsonObject, Task<JsonObject>> decide) => (this.name, this.decide) = (name, decide);

    public static IEnumerable<string> Names => ["accept-all", "reject-all", "random", "crash", "hang", "echo"];

    /// <summary>The verifier of this name, or null.</summary>
    public static NullVerifier? Find(string name)
    {
        var coin = new Coin(1);
        return name switch
        {
            "accept-all" => Of(_ => Accept()),
            "reject-all" => Of(_ => Reject()),
            "random" => Of(_ => coin.Toss() ? Accept() : Reject()),
            "crash" => Of(_ => throw new NotSupportedException("It crashes.")),
            "hang" => new(name, async _ =>
            {
                await Task.Delay(Timeout.Infinite);
                return Accept();
            }),
            "echo" => Of(question =>
            {
                var answer = (JsonObject)question.DeepClone();
                answer["verdict"] = "accept";
                answer["evidence"] = question.DeepClone();
                return answer;
            }),
            _ => null,
        };

        NullVerifier Of(Func<JsonObject, JsonObject> answer) => new(name, question => Task.FromResult(answer(question)));
    }

    /// <summary>Answers a question.</summary>
    public async Task<JsonObject> AnswerAsync(JsonObject question)
    {
        var answer = (string?)question["cmd"] switch
        {
            "hello" => Hello(),
            "reset" or "init" or "restart" or "bye" => Accept(),
            _ => await decide(question),
        };
        answer["id"] = question["id"]?.DeepClone();
        return answer;
    }

    private JsonObject Hello()
    {
        var answer = Accept();
        answer["name"] = name;
        answer["version"] = "1";
        answer["language"] = "none";
        answer["features"] = new JsonArray([.. Features.Select(feature => JsonValue.Create(feature))]);
        return answer;
    }

    private static JsonObject Accept() => new() { ["verdict"] = "accept" };

    private static JsonObject Reject() => new() { ["verdict"] = "reject" };
}
