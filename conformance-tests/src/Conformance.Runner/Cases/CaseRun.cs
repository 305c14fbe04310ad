using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conformance.Adapters;
using TrustList.Format.Encoding;
using TrustList.Testing;

namespace Conformance.Cases;

/// <summary>
/// One case being played: asks the adapter and compares. Test keys made during it come from the seed and the id of the case
/// (of its twin, where it has one), so that case and twin differ by the one change alone.
/// </summary>
public sealed class CaseRun : IAsyncDisposable
{
    private readonly AdapterSession adapter;
    private readonly double scale;
    private HubSimulator? hub;
    private string? notStrict;

    internal CaseRun(AdapterSession adapter, ulong seed, double scale)
    {
        this.adapter = adapter;
        this.scale = scale;
        Random = new SeededGenerator(seed);
    }

    /// <summary>The patience for most questions.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    /// <summary>The patience for <c>verify</c> and <c>status</c>.</summary>
    public static TimeSpan ShortPatience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>A repeatable source, of this case and its twin.</summary>
    public SeededGenerator Random { get; }

    /// <summary>Why the case is not kept strictly, or null.</summary>
    internal string? NotStrict => notStrict;

    /// <summary>Takes down what is asked, or null.</summary>
    internal Vectors.VectorRecorder? Recorder { get; init; }

    /// <summary>Whether the adapter says that it takes this.</summary>
    public bool Has(string feature) => adapter.Identity!.Features.Contains(feature, StringComparer.Ordinal);

    /// <summary>A hub on loopback, one for the case.</summary>
    public async Task<HubSimulator> HubAsync() => hub ??= await HubSimulator.StartAsync();

    /// <summary>Asks a question of any kind, and ends the case where the answer is not as expected.</summary>
    /// <param name="question">The members but <c>id</c>.</param>
    /// <param name="expected">What the answer must say.</param>
    /// <param name="patience">How long the adapter has; null: 20 seconds.</param>
    public async Task<Answer> AskAsync(JsonObject question, Expectation expected, TimeSpan? patience = null)
    {
        Recorder?.Add(question, expected, hub);
        var answer = await adapter.AskAsync(question, (patience ?? Patience) * scale);
        Judge($"{question["cmd"]}", answer, expected);
        return answer;
    }

    /// <summary>Trusts a root.</summary>
    public Task<Answer> InitAsync(byte[] anchor, Expectation? expected = null) =>
        AskAsync(new JsonObject { ["cmd"] = "init", ["anchor"] = Convert.ToBase64String(anchor) }, expected ?? Expectation.Done);

    /// <summary>Trusts authorities given by hand.</summary>
    public Task<Answer> InitAuthoritiesAsync(IEnumerable<byte[]> authorities) => AskAsync(
        new JsonObject { ["cmd"] = "init", ["authorities"] = new JsonArray([.. authorities.Select(der => JsonValue.Create(Convert.ToBase64String(der)))]) },
        Expectation.Done);

    /// <summary>Trusts keys that sign status lists, given by hand.</summary>
    public Task<Answer> InitStatusKeysAsync(IEnumerable<(string KeyId, byte[] Spki)> keys) => AskAsync(
        new JsonObject
        {
            ["cmd"] = "init",
            ["statusKeys"] = new JsonArray([.. keys.Select(key => new JsonObject { ["kid"] = key.KeyId, ["spki"] = Convert.ToBase64String(key.Spki) })]),
        },
        Expectation.Done);

    /// <summary>Syncs with the case's hub.</summary>
    public async Task<Answer> SyncAsync(DateTimeOffset now, Expectation expected, TimeSpan? patience = null) =>
        await AskAsync(await SyncQuestionAsync(now), expected, patience);

    /// <summary>The question that <see cref="SyncAsync"/> asks.</summary>
    public async Task<JsonObject> SyncQuestionAsync(DateTimeOffset now) =>
        new() { ["cmd"] = "sync", ["url"] = (await HubAsync()).Url.AbsoluteUri, ["now"] = Instants.Format(now) };

    /// <summary>Fetches a target file from the case's hub.</summary>
    public async Task<Answer> ResolveAsync(string path, DateTimeOffset now, Expectation expected) => await AskAsync(
        new JsonObject { ["cmd"] = "resolve", ["path"] = path, ["url"] = (await HubAsync()).Url.AbsoluteUri, ["now"] = Instants.Format(now) }, expected);

    /// <summary>Reads a licence's status.</summary>
    public Task<Answer> StatusAsync(string uri, long index, DateTimeOffset now, Expectation expected, Uri? url = null)
    {
        var question = new JsonObject { ["cmd"] = "status", ["uri"] = uri, ["index"] = index, ["now"] = Instants.Format(now) };
        if (url is not null)
            question["url"] = url.AbsoluteUri;
        return AskAsync(question, expected, ShortPatience);
    }

    /// <summary>Restarts the adapter, as it understands it.</summary>
    public Task<Answer> RestartAsync() => AskAsync(new JsonObject { ["cmd"] = "restart" }, Expectation.Done);

    /// <summary>Forgets everything, as between two cases.</summary>
    public Task<Answer> ResetAsync() => AskAsync(new JsonObject { ["cmd"] = "reset" }, Expectation.Done);

    /// <summary>Asks where a right adapter may accept or reject; what it accepts must rest on what is demanded.</summary>
    /// <returns>Whether it accepted.</returns>
    public async Task<bool> TryAsync(JsonObject question, Expectation accepted)
    {
        var answer = await adapter.AskAsync(question, Patience * scale);
        Judge($"{question["cmd"]}", answer, answer.Verdict == "reject" ? Expectation.Rejected() : accepted);
        return answer.Accepts;
    }

    /// <summary>Asks where nothing can be known any more: a right adapter rejects, or says that it has failed.</summary>
    public async Task NotAcceptedAsync(JsonObject question)
    {
        var answer = await adapter.AskAsync(question, Patience * scale);
        if (answer.Verdict != "error")
            Judge($"{question["cmd"]}", answer, Expectation.Rejected());
    }

    /// <summary>Kills the adapter's process in the middle of a question, and starts it again with the same folder.</summary>
    public Task KillDuringAsync(JsonObject question, Task when) => adapter.KillDuringAsync(question, when, Patience * scale);

    /// <summary>Kills the adapter's process, does something with its folder, and starts it again.</summary>
    public Task KillAsync(Action<DirectoryInfo> between) => adapter.KillAsync(between, Patience * scale);

    /// <summary>Ends the case as failed.</summary>
    /// <exception cref="CaseEndException">Always.</exception>
    public static void Fail(string detail) => throw new CaseEndException(Outcome.Fail, detail);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (hub is not null)
            await hub.DisposeAsync();
    }

    private void Judge(string command, Answer answer, Expectation expected)
    {
        var wanted = expected.Accept ? "accept" : "reject";
        switch (answer.Verdict)
        {
            case "unsupported":
                throw new CaseEndException(Outcome.Unsupported, $"{command}: {answer.Detail}");
            case var verdict when verdict != wanted:
                throw new CaseEndException(Outcome.Fail, $"{command}: {verdict}{Because(answer)}, not {wanted}{Because(expected.Reasons)}");
            case "accept" when expected.MissingFrom(answer.Evidence) is { } missing:
                throw new CaseEndException(Outcome.Fail, $"{command}: accepted, but {missing}");
            case "reject" when answer.Reason is { } reason && expected.Reasons.Length > 0 && !expected.Reasons.Contains(reason, StringComparer.Ordinal):
                notStrict ??= $"{command}: rejected for {reason}, not {string.Join(" or ", expected.Reasons)}";
                break;
        }
    }

    private static string Because(Answer answer) => answer.Reason is { } reason ? $" ({reason})" : answer.Detail.Length > 0 ? $" ({answer.Detail})" : string.Empty;

    private static string Because(ImmutableArray<string> reasons) => reasons.IsEmpty ? string.Empty : $" ({string.Join(" or ", reasons)})";
}
