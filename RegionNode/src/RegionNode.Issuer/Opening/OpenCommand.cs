using System.Text.Json;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Opening;

/// <summary>
/// <c>open --data DIR --hub URL [--policy FILE] [--json]</c>: opens every leaf that the log holds of this region against the
/// registry, and prints those that no licence opens: to be disowned. Beside the running node, changes nothing. Ends with 0:
/// every leaf is ours; 1: some are not; 2: the batches are incomplete or wrong, so that these may not be all.
/// </summary>
internal static class OpenCommand
{
    internal const string Verb = "open";
    private const int Done = 0, Unmatched = 1, Incomplete = 2;

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    internal static Task<int> RunAsync(string[] args) => VerbRun.OfAsync("not opened", Incomplete, async () =>
    {
        if (OpenArguments.Read(args) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(OpenArguments.Usage);
            return VerbRun.WrongUsage;
        }
        using var hub = new PublicHub(arguments.Hub, arguments.Code);
        using var store = IssuerDatabase.OpenBeside(arguments.Place);
        var opening = await new BatchOpener(arguments, store, hub).OpenAsync(CancellationToken.None);
        await PrintAsync(opening, arguments.Json);
        return opening.Unmatched.Count > 0 ? Unmatched : opening.Faults.Count > 0 ? Incomplete : Done;
    });

    private static async Task PrintAsync(Opening opening, bool json)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(opening, Names));
            return;
        }
        foreach (var leaf in opening.Unmatched)
            await Console.Out.WriteLineAsync($"{leaf.Leaf} batch {leaf.Batch} leaf {leaf.Position} logged {Instants.Format(leaf.LoggedAt)} in epoch {leaf.Epoch}");
        foreach (var fault in opening.Faults)
            await Console.Error.WriteLineAsync(fault);
        var times = opening.WitnessedTimes ? "the witnesses'" : "the hub's: give --policy for the witnesses'";
        await Console.Error.WriteLineAsync(
            $"{opening.Region}: {opening.Batches} batches, {opening.Leaves} leaves, {opening.Unmatched.Count} without a licence; times are {times}");
    }
}
