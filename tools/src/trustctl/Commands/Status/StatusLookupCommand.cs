using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace Trustctl.Commands.Status;

/// <summary>`trustctl status lookup CODE INDEX`: one licence's status on this device, and how old it is.</summary>
internal static class StatusLookupCommand
{
    public static Command Build()
    {
        var code = new Argument<string>("CODE") { Description = "The region, six digits" };
        var index = new Argument<long>("INDEX") { Description = "The licence's index in its list; without --uri, block * 1048576 + index" };
        var uri = new Option<string?>("--uri") { Description = "The licence's list" };
        var state = new Option<string>("--state") { Description = "Folder that `trustctl status pull` keeps", Required = true };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("lookup", "Exit 0 valid, 1 any other status, 2 not known") { code, index, uri, state, now, json };
        command.SetAction(parsed =>
        {
            var (instant, _) = Arguments.Instant(parsed.GetValue(now));
            var folder = parsed.GetValue(state)!;
            var trust = StatusFolder.Trust(folder, instant);
            var region = parsed.GetValue(code)!;
            if (!RegionCode.IsValid(region)) throw new UsageException($"{region}: want six digits, for example 310000");
            var entry = parsed.GetValue(index);
            if (entry < 0) throw new UsageException($"{entry}: no index");
            var block = parsed.GetValue(uri) is { } list ? BlockOf(list, entry) : entry / StatusSpace.BlockEntries;
            var found = StatusFolder.Status(folder, trust, instant)?.Find(region, block, (int)(entry % StatusSpace.BlockEntries));
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(region, block, entry % StatusSpace.BlockEntries, found, instant).ToJsonString(InspectCommand.Readable));
            else Console.WriteLine(found is null ? $"{region}: nothing is known of it here" : Text(found, block, instant));
            return found?.Value switch { null => ExitCode.Undecided, StatusValue.Valid => ExitCode.Accepted, _ => ExitCode.Refused };
        });
        return command;
    }

    private static long BlockOf(string uri, long index) =>
        index < StatusSpace.BlockEntries && long.TryParse(uri.AsSpan(uri.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var block)
            ? block
            : throw new UsageException($"--uri {uri}: want a list that ends with the number of its block, and an index below {StatusSpace.BlockEntries}");

    private static long AgeOf(StatusEntry found, DateTimeOffset now) => Math.Max(0, (long)(now - found.AsOf).TotalSeconds);

    private static string Text(StatusEntry found, long block, DateTimeOffset now) =>
        $"{found.Value?.ToString() ?? $"Unknown: block {block} is not opened"} as of {Instants.Format(found.AsOf)}, age {AgeOf(found, now)} s, version {found.Version}, "
        + (found.Epoch is { } epoch ? $"epoch {epoch}" : "not in a witnessed epoch");

    private static JsonObject ToJson(string region, long block, long index, StatusEntry? found, DateTimeOffset now) => new()
    {
        ["region"] = region,
        ["block"] = block,
        ["index"] = index,
        ["known"] = found is not null,
        ["value"] = found?.Value?.ToString(),
        ["asOf"] = found is null ? null : Instants.Format(found.AsOf),
        ["ageSeconds"] = found is null ? null : AgeOf(found, now),
        ["version"] = found?.Version,
        ["epoch"] = found?.Epoch,
        ["witnessed"] = found?.Witnessed,
    };
}
