using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;
using Conformance.Cases;
using Conformance.Running;
using Conformance.Statements;
using TrustList.Format.Encoding;

namespace Conformance.Comparing;

/// <summary><c>certify compare</c>: two runs, and the statement about the first.</summary>
internal static class CompareVerb
{
    public const string Usage =
        """
        certify compare CLAIMED.json SEEN.json [--json]
                [--statement FILE --key PUBLIC.pem [--now INSTANT]]   the statement about the first
        """;

    private const int Nothing = 0, Worse = 1, Misused = 2;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    /// <summary>Runs it. 0: the second is nowhere worse, the first leaves nothing out, and the statement holds; 1: not so; 2: wrong usage, or a file cannot be read.</summary>
    public static int Run(string[] args)
    {
        var words = CommandWords.Read(args, ["--statement", "--key", "--now"], "--json");
        if (words.Places.Length != 2)
            words = words.But("two files are asked for");
        if (words.Has("--statement") != words.Has("--key"))
            words = words.But("--statement and --key belong together");
        var now = TimeProvider.System.GetUtcNow();
        if (words["--now"] is { } instant && !Instants.TryParse(instant, out now))
            words = words.But("--now is YYYY-MM-DDThh:mm:ssZ");
        if (!words.Errors.IsEmpty)
            return Wrong([.. words.Errors, Usage]);

        var (first, noFirst) = ResultsFile.Read(words.Places[0]);
        var (second, noSecond) = ResultsFile.Read(words.Places[1]);
        if (first is null || second is null)
            return Wrong([.. new[] { noFirst, noSecond }.OfType<string>()]);
        var comparison = new Comparison(first, second);
        StatementFault? fault = null;
        if (words["--statement"] is { } path)
        {
            var (token, noToken) = KeyFiles.Text(path, StatementVerb.MaxBytes);
            var (key, noKey) = KeyFiles.Public(words["--key"]!);
            if (token is null || key is null)
                return Wrong([.. new[] { noToken, noKey }.OfType<string>()]);
            (_, fault) = StatementCheck.Run(token.TrimEnd('\n'), key, first, second.AdapterSha256, now);
        }
        Console.Out.WriteLine(words.Has("--json") ? Json(comparison, words.Has("--statement"), fault).ToJsonString(Indented) : Text(comparison, words.Has("--statement"), fault));
        return comparison.IsWorse || comparison.LeftOut > 0 || fault is not null ? Worse : Nothing;
    }

    private static string Text(Comparison comparison, bool stated, StatementFault? fault) => string.Join('\n',
    [
        .. comparison.Remarks().Select(remark => $"note    {PlainLine.Of(remark)}"),
        .. comparison.Changes.OrderByDescending(change => change.Kind).ThenBy(change => change.Id, StringComparer.Ordinal)
            .Select(change => $"{change.Kind.ToString().ToLowerInvariant(),-7} {PlainLine.Of(change.Id)}  {Word(change.First)} -> {Word(change.Second)}"),
        $"{Count(comparison, ChangeKind.Worse)} worse, {Count(comparison, ChangeKind.Better)} better, {Count(comparison, ChangeKind.Other)} other, {comparison.Same} the same",
        .. stated ? [fault is null ? "the statement holds" : $"the statement does not hold: {fault}"] : Array.Empty<string>(),
    ]);

    private static JsonObject Json(Comparison comparison, bool stated, StatementFault? fault) => new()
    {
        ["format"] = "conformance-comparison/1",
        ["first"] = Run(comparison.First),
        ["second"] = Run(comparison.Second),
        ["remarks"] = new JsonArray([.. comparison.Remarks().Select(remark => JsonValue.Create(remark))]),
        ["worse"] = Changes(comparison, ChangeKind.Worse),
        ["better"] = Changes(comparison, ChangeKind.Better),
        ["other"] = Changes(comparison, ChangeKind.Other),
        ["same"] = comparison.Same,
        ["statement"] = stated ? new JsonObject { ["holds"] = fault is null, ["fault"] = fault?.ToString() } : null,
    };

    private static JsonObject Run(ClaimedResults run) => new()
    {
        ["suite"] = run.Suite,
        ["seed"] = run.Seed,
        ["profile"] = run.Profile,
        ["passed"] = run.Passed,
        ["adapterSha256"] = run.AdapterSha256,
        ["resultsSha256"] = run.Sha256,
    };

    private static JsonArray Changes(Comparison comparison, ChangeKind kind) => new([.. comparison.Changes.Where(change => change.Kind == kind)
        .Select(change => new JsonObject { ["id"] = change.Id, ["first"] = change.First?.Outcome.Word(), ["second"] = change.Second?.Outcome.Word() })]);

    private static int Count(Comparison comparison, ChangeKind kind) => comparison.Changes.Count(change => change.Kind == kind);

    private static string Word(ClaimedCase? found) => found?.Outcome.Word() ?? "not played";

    private static int Wrong(params ImmutableArray<string> lines)
    {
        Console.Error.WriteLine(string.Join('\n', lines));
        return Misused;
    }
}
