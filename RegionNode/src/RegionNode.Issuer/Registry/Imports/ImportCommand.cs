using System.Text.Encodings.Web;
using System.Text.Json;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>
/// <c>import --data DIR --file FILE --letter-table VERSION …</c>: imports a file into a node that is stopped. Started again after a
/// crash it goes on where it was: the open import of that file's name. Prints the refused lines as NDJSON, progress beside it.
/// Ends with 0: every line stands; 1: some are refused; 2: nothing is decided.
/// </summary>
internal static class ImportCommand
{
    internal const string Verb = "import";
    private const int Done = 0, SomeRefused = 1, Undecided = 2;
    private const int ReportPage = 1_000;
    private const long ProgressBytes = 64 << 20;

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Task<int> RunAsync(string[] args) => VerbRun.OfAsync("not imported", Undecided, async () =>
    {
        if (ImportArguments.Read(args) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(ImportArguments.Usage);
            return VerbRun.WrongUsage;
        }
        return await RunAsync(arguments);
    });

    private static async Task<int> RunAsync(ImportArguments arguments)
    {
        using var signal = new ImportSignal();
        using var status = new StatusSignal();
        using var store = IssuerDatabase.Open(arguments.Place); // Refused while the node runs.
        var adapter = RegistryServices.AdapterOf(arguments.Options, arguments.Code, arguments.Place.DataDir, arguments.Offices);
        var desk = new ImportDesk(store, signal, arguments.Clock);
        var import = Begin(desk, arguments);
        if (import.ImportState == ImportState.Receiving && await ReceiveAsync(desk, new ImportIntake(store, adapter, arguments.Clock), import, arguments) is { } fault)
        {
            await Console.Error.WriteLineAsync($"not imported: {fault}; import {import.Id} is open");
            return Undecided;
        }
        var merge = new ImportMerge(store, status, arguments.Clock);
        while (merge.Next())
        {
        }
        return await ReportAsync(desk, import.Id);
    }

    /// <summary>The open import of the file's name, or a new one.</summary>
    private static ImportRow Begin(ImportDesk desk, ImportArguments arguments)
    {
        var name = Path.GetFileName(arguments.File);
        var answer = desk.Open(arguments.Form, name, Access.OfOperator(Verb).Who);
        if (answer.Outcome == ImportOutcome.AnotherOpen && answer.Import!.Name != name)
            throw new IOException($"import {answer.Import.Id} '{answer.Import.Name}' is open");
        return answer.Import!;
    }

    /// <summary>Reads on from where the import is; what is wrong, where it cannot be decided.</summary>
    private static async Task<string?> ReceiveAsync(ImportDesk desk, ImportIntake intake, ImportRow import, ImportArguments arguments)
    {
        await using var file = File.OpenRead(arguments.File);
        if (file.Length < import.Received)
            return $"{arguments.File} has {file.Length} bytes, and {import.Received} were taken of it";
        file.Position = import.Received;
        for (var at = import.Received; at < file.Length;)
        {
            await using var part = new PartStream(file, ProgressBytes);
            var answer = await intake.TakeAsync(import.Id, at, part, last: false, CancellationToken.None);
            if (answer.Outcome != ImportOutcome.Done)
                return answer.Detail ?? answer.Outcome.ToString();
            at = answer.Import!.Received;
            await Console.Error.WriteLineAsync($"{at} of {file.Length} bytes, {answer.Import.Staged} lines stand, {answer.Import.Refused} refused");
        }
        await intake.EndAsync(import.Id, file.Length);
        var finished = desk.Finish(import.Id, file.Length, arguments.RefusedAtMost);
        return finished.Outcome == ImportOutcome.Done ? null : $"{finished.Outcome}, {finished.Import?.Refused} lines refused";
    }

    private static async Task<int> ReportAsync(ImportDesk desk, string id)
    {
        for (var page = desk.Refused(id, 0, ReportPage); page.Count > 0; page = desk.Refused(id, page[^1].Line, ReportPage))
        {
            foreach (var line in page)
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(RefusedLineBody.Of(line), Names));
        }
        var import = desk.Find(id)!;
        await Console.Error.WriteLineAsync($"import {id}: {import.Added} drivers new, {import.Replaced} replaced, {import.Refused} lines refused");
        return import.Refused == 0 ? Done : SomeRefused;
    }
}
