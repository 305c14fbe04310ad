using System.Text.Json.Nodes;
using TrustList.Format.Metadata;
using TrustList.Sync;

namespace Federation.ReferenceAdapter;

/// <summary>The verifier of this project behind the questions of the suite. One instance serves one folder.</summary>
/// <param name="folder">What is kept across a restart.</param>
internal sealed class ReferenceVerifier(string folder) : IDisposable
{
    private static readonly string[] Features =
        ["trust-list", "resolve", "licences", "authorities", "device-mac", "qr", "status", "status-keys", "status-cwt", "status-jwt", "log", "heads", "sm2", "restart"];

    private readonly HttpClient http = TrustClient.CreateHttpClient();
    private TrustedList? list;
    private IReadOnlyList<byte[]>? authorities;
    private StatusKeys? statusKeys;

    /// <summary>Answers a line.</summary>
    public async Task<(string Answer, bool IsLast)> AnswerAsync(string line)
    {
        var question = Question.Read(line);
        var answer = await AnswerAsync(question);
        answer["id"] = question.Id;
        return (answer.ToJsonString(), question.Command == "bye");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<JsonObject> AnswerAsync(Question question)
    {
        try
        {
            return question.Command switch
            {
                "hello" => Hello(),
                "reset" => Reset(),
                "init" => Init(question),
                "sync" => await List().SyncAsync(question),
                "resolve" => await List().ResolveAsync(question),
                "verify" => Verification.Run(question, authorities, HasList() ? List() : null),
                "status" when statusKeys is not null => await statusKeys.StatusAsync(question, http),
                "status" => HasList() ? List().Status(question) : Reply.Unsupported("no trust list"),
                "pull" or "push" => await List().HeadsAsync(question),
                "checkLog" => await new WatchedLog(folder, http).CheckAsync(question),
                "restart" => Restart(),
                "bye" => Reply.Accept(),
                var other => Reply.Unsupported(other),
            };
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or NullReferenceException or InvalidCastException or IOException or HttpRequestException)
        {
            return Reply.Error($"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private static JsonObject Hello()
    {
        var answer = Reply.Accept();
        answer["name"] = "reference";
        answer["version"] = typeof(TrustClient).Assembly.GetName().Version!.ToString(3);
        answer["language"] = "C#";
        answer["features"] = new JsonArray([.. Features.Select(feature => JsonValue.Create(feature))]);
        return answer;
    }

    private JsonObject Reset()
    {
        (authorities, statusKeys) = (null, null);
        list = null;
        return Reply.Accept();
    }

    // What is stored stays; what is in memory goes.
    private JsonObject Restart()
    {
        list = null;
        return Reply.Accept();
    }

    private JsonObject Init(Question question)
    {
        if (question.Node("authorities") is JsonArray given)
        {
            authorities = [.. given.Select(der => Convert.FromBase64String((string)der!))];
            return Reply.Accept();
        }
        if (question.Node("statusKeys") is JsonArray keys)
        {
            statusKeys = new(keys);
            return Reply.Accept();
        }
        if (question.Bytes("anchor") is not { } anchor)
            return Reply.Unsupported("init");
        if (!TrustedMetadata.Start(anchor).Ok)
            return Reply.Reject("AnchorRefused");
        TrustedList.Begin(folder, anchor);
        list = null;
        return Reply.Accept();
    }

    private bool HasList() => list is not null || TrustedList.IsIn(folder);

    private TrustedList List() => list ??= new TrustedList(folder, http);
}
