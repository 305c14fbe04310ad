using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Log;

namespace Conformance.Areas;

/// <summary>The witnesses' lines: whose count, how many, and when.</summary>
internal static class LogCosignatureCases
{
    private const string Twin = "log/cosignature/all";
    private const string Three = "log/cosignature/exactly-the-quorum";
    private const string Ahead = "log/cosignature/sixty-seconds-ahead";
    private static readonly long Seconds = LogWatch.Now.ToUnixTimeSeconds();

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "Every witness cosigned", null, watch => watch.WitnessLines(watch.Text)),
        Case(Three, "As many cosigned as the quorum asks for", null, watch => Of(watch, 3)),
        Case(Ahead, "Cosignatures dated sixty seconds after now", null, watch => Dated(watch, Seconds + 60, 3)),
        Case("log/cosignature/one-from-the-future", "One witness is ahead of its time beside a full quorum", null, watch => [.. Of(watch, 3), watch.WitnessLine("340000", watch.Text, Seconds + 3_600)]),
        Case("log/cosignature/old", "Cosignatures of a year ago", null, watch => Dated(watch, Seconds - 365 * 86_400, 3)),
        Case("log/cosignature/strangers-beside", "A quorum, and a witness that policy does not name", null, watch => [.. Of(watch, 3), Foreign(watch)]),
        Case("log/cosignature/below-the-quorum", "One cosignature too few", Three, watch => Of(watch, 2), "QuorumMissing"),
        Case("log/cosignature/none", "No cosignature at all", Three, _ => [], "QuorumMissing"),
        Case("log/cosignature/one-witness-twice", "A witness's line stands twice", Three, watch => [.. Of(watch, 2), watch.WitnessLine("320000", watch.Text)], "BadSignature"),
        Case("log/cosignature/one-witness-at-two-times", "A witness cosigned twice, at two times", Three, watch => [.. Of(watch, 2), watch.WitnessLine("320000", watch.Text, Seconds - 1)], "BadSignature"),
        Case("log/cosignature/not-in-policy", "The third witness is none that policy names", Three, watch => [.. Of(watch, 2), Foreign(watch)], "QuorumMissing"),
        Case("log/cosignature/other-key", "The third witness signs with a key that policy does not name", Three, watch => [.. Of(watch, 2), watch.WitnessLine("330000", watch.Text, key: watch.Stranger)], "QuorumMissing"),
        Case("log/cosignature/sixty-one-seconds-ahead", "Cosignatures dated sixty-one seconds after now", Ahead, watch => Dated(watch, Seconds + 61, 3), "FromTheFuture"),
        Case("log/cosignature/quorum-only-with-the-future", "One of three cosignatures is dated sixty-one seconds after now", Three,
            watch => [.. Of(watch, 2), watch.WitnessLine("330000", watch.Text, Seconds + 61)], "FromTheFuture"),
        Case("log/cosignature/bad-beside-a-quorum", "One witness's line does not verify beside a full quorum", Twin, watch => [.. Of(watch, 3), watch.WitnessLine("340000", "another text\n")], "BadSignature"),
        Case("log/cosignature/bad-one-of-three", "One of three does not verify", Three, watch => [.. Of(watch, 2), watch.WitnessLine("330000", "another text\n")], "BadSignature"),
        Case("log/cosignature/key-id-of-a-log", "A witness's line has the key id of a log", Three, watch => [.. Of(watch, 2), watch.WitnessLine("330000", watch.Text, kind: NoteKeyKind.Log)], "QuorumMissing"),
        Case("log/cosignature/of-another-checkpoint", "The witnesses cosigned another root", Three, OfAnother, "BadSignature"),
        Case("log/cosignature/of-a-smaller-checkpoint", "The witnesses cosigned the log when it was smaller", Three, OfSmaller, "BadSignature"),
        Case("log/cosignature/time-zero", "A cosignature of the second 0", Three, watch => [.. Of(watch, 2), watch.WitnessLine("330000", watch.Text, 0)], "Malformed"),
        Case("log/cosignature/time-changed", "The time on a line is not the one that was signed", Three, watch => [.. Of(watch, 2), Redated(watch)], "BadSignature"),
        Case("log/cosignature/without-time", "A witness signed the bare text as a log does", Three, watch => [.. Of(watch, 2), watch.BareWitnessLine("330000", watch.Text)], "BadSignature", "Malformed"),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<LogWatch, IEnumerable<string>> lines, params string[] reasons) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 12.5", "SPEC 12.6"],
        Severity = Severity.Critical,
        Features = [Feature.Log],
        Twin = twin,
        Play = async run =>
        {
            var watch = await LogWatch.BeginAsync(run, 7);
            watch.Serve(LogWatch.Note(watch.Text, [watch.LogLine(watch.Text), .. lines(watch)]));
            await (reasons.Length == 0 ? watch.AcceptedAsync() : watch.RefusedAsync(reasons));
        },
    };

    private static IEnumerable<string> Of(LogWatch watch, int count) => watch.WitnessLines(watch.Text).Take(count);

    private static IEnumerable<string> Dated(LogWatch watch, long at, int count) => LogWatch.Regions.Take(count).Select(region => watch.WitnessLine(region, watch.Text, at));

    private static IEnumerable<string> OfAnother(LogWatch watch) =>
        watch.WitnessLines(new Checkpoint(LogWatch.Origin, 7, MerkleTree.EmptyRoot).Text).Take(3);

    private static IEnumerable<string> OfSmaller(LogWatch watch) => watch.WitnessLines(new Checkpoint(LogWatch.Origin, 6, watch.Log.Checkpoint(7).Root).Text).Take(3);

    private static string Foreign(LogWatch watch) => watch.WitnessLine("350000", watch.Text, key: watch.Stranger);

    private static string Redated(LogWatch watch)
    {
        var parts = watch.WitnessLine("330000", watch.Text).Split(' ');
        var bytes = Convert.FromBase64String(parts[2]);
        bytes[11] ^= 1;
        return $"{parts[0]} {parts[1]} {Convert.ToBase64String(bytes)}";
    }

    // The line of a witness's own key id, with a log's signature of 64 bytes after it.
}
