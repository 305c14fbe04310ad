using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Federation.Hosting.Storage;
using TrustHub.Log;
using TrustHub.Status;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace TrustHub.Fsck;

/// <summary>
/// <c>TrustHub events --data DIR [--json]</c>: what came to the hub and what became of it, oldest first: every admission,
/// the newest thousand issuance batches, the heads with which a region contradicted itself, and the newest thousand
/// refusals with their reason; of instances on one database also who led since when. It only reads, and may run beside the hub.
/// </summary>
public static class EventsVerb
{
    private const int BatchesShown = 1_000;
    private const int TermsShown = 1_000;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs the verb.</summary>
    /// <returns>0, or 64 for wrong usage.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (NamedHub.Of([.. args.Where(word => word != "--json")]) is not { } hub)
        {
            error.WriteLine("usage: TrustHub events --data DIR [--json] [--Hub:Database=… --Hub:DatabasePasswordFile=FILE], the data folder of a hub that has begun");
            return 64;
        }
        using var database = HubDatabase.OpenToCheck(hub);
        var store = new HubStore(database);
        var heads = new StatusStore(database);
        var log = new LogStore(database);
        IEnumerable<(DateTimeOffset At, JsonObject Line)> all =
            [.. Admissions(store), .. Heads(heads), .. Equivocations(heads), .. Batches(log), .. Transfers(log), .. Refusals(store), .. Leaders(hub)];
        foreach (var (_, line) in all.OrderBy(entry => entry.At))
            output.WriteLine(args.Contains("--json") ? line.ToJsonString(Readable) : Text(line));
        return 0;
    }

    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Admissions(HubStore store) =>
        store.After(0).Select(row => (row.AdmittedAt, Line(row.AdmittedAt, "admitted", row.Name, row.Caller, $"version {row.Version}{ShortNotices(store, row)}", row.LogIndex)));

    /// <summary>The keys that a region's document lets sign before verifiers have known them for 48 hours, and the region's reason.</summary>
    private static string ShortNotices(HubStore store, AdmissionRow row)
    {
        if (HubRole.Parse(row.Name) is not { Kind: HubRoleKind.Region, Code: var code }
            || row.Files.FirstOrDefault(file => file.Path == PublicPaths.Target(IssuersDocument.PathOf(code), file.Sha256)) is not { } file
            || store.Content(file.Sha256) is not { } bytes || IssuersDocument.Read(bytes) is not { Ok: true, Value: var issuers })
            return "";
        var keys = issuers.Certificates.Select(record => (Name: record.Thumbprint, record.ShortNotice))
            .Concat(issuers.StatusKeys.Select(record => (Name: record.KeyId, record.ShortNotice)))
            .Where(record => record.ShortNotice is not null).Select(record => $"{record.Name} ({record.ShortNotice!.En})").ToList();
        return keys.Count == 0 ? "" : $", on short notice: {string.Join(", ", keys)}";
    }

    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Heads(StatusStore store) =>
        store.Regions().SelectMany(region => store.After(region, 0)).Select(row => (row.Content.At, Line(
            row.Content.At, "admitted", row.Content.Region, row.Content.Caller, $"status head {row.Content.Version}", row.Id)));

    /// <summary>Two heads of one version, both in base64: whoever has the region's issuers.json verifies them.</summary>
    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Equivocations(StatusStore store) =>
        store.Equivocations().Select(row => (row.At, Line(
            row.At, "evidence", row.Region, row.Caller,
            $"two status heads of version {row.Version}: {Convert.ToBase64String(row.First.Span)} and {Convert.ToBase64String(row.Second.Span)}", null)));

    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Batches(ILogStore store) => store.NewestBatches(BatchesShown).Reverse().Select(row => (
        row.At, Line(row.At, "batch", row.Region, row.Caller, $"issuance batch {row.Number}, {(row.Epoch is { } epoch ? $"epoch {epoch}" : "waits")}", row.Id)));

    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Transfers(ILogStore store) => store.TransfersAfter(0).Select(row => (
        row.At, Line(row.At, "transfer", row.From, row.Caller, $"a driver to {row.To}, {(row.Epoch is { } epoch ? $"epoch {epoch}" : $"until {Instants.Format(row.NotAfter)}")}", row.Id)));

    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Refusals(HubStore store) =>
        store.Refusals().Reverse().Select(row => (row.RefusedAt, Line(row.RefusedAt, row.Code, row.Name, row.Caller, row.Detail, null)));

    private static IEnumerable<(DateTimeOffset At, JsonObject Line)> Leaders(HubOptions hub)
    {
        if (hub.IsAlone)
            return [];
        using var seat = new LeaderSeat(HubDatabase.PlaceOf(hub), TimeSpan.Zero);
        return seat.Terms(TermsShown).Select(term => (term.TakenAt, Line(term.TakenAt, "leads", term.Holder, "", $"term {term.Term}", null)));
    }

    private static JsonObject Line(DateTimeOffset at, string outcome, string name, string caller, string detail, long? logIndex) => new()
    {
        ["at"] = Instants.Format(at),
        ["outcome"] = outcome,
        ["name"] = name,
        ["caller"] = caller,
        ["detail"] = detail,
        ["logIndex"] = logIndex,
    };

    private static string Text(JsonObject line)
    {
        var caller = line["caller"]!.GetValue<string>();
        return $"{line["at"]} {line["outcome"],-20} {line["name"]} {line["detail"]} (caller {(caller.Length < 12 ? "inception" : caller[..12])})";
    }
}
