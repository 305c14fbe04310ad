using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Trustctl.Commands.Node;

/// <summary>
/// Brings one file to the node. The import's name holds the hash of the file's bytes, so that only the same bytes go on where a
/// broken run ended. Each call has a connection and a token of its own: a token lives a minute, an import hours.
/// </summary>
internal sealed class ImportSending(Func<HttpClient> connect, ImportWish wish)
{
    private const int ChunkBytes = 4 << 20;
    private const int HashCharacters = 16;
    private const int MostNameCharacters = 80;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends, finishes, waits, and prints the refused lines.</summary>
    /// <exception cref="StopException">Refused (1), or the node was not reached (2).</exception>
    public async Task<int> RunAsync(string path, CancellationToken cancel)
    {
        await using var file = Open(path);
        var name = await NameOfAsync(path, file, cancel);
        var import = await BegunAsync(name, cancel);
        if (import.IsReceiving)
        {
            import = await SendAsync(import, file, cancel);
            import = await FinishAsync(import, file.Length, cancel);
        }
        for (var merged = -1L; import.IsMerging; import = await AskAsync(HttpMethod.Get, $"/imports/{import.ImportId}", null, cancel))
        {
            if (merged != import.Merged) await Console.Error.WriteLineAsync($"{merged = import.Merged} of {import.Accepted} lines are in the registry");
            await Task.Delay(Pause, cancel);
        }
        await PrintRefusedAsync(import, cancel);
        await Console.Error.WriteLineAsync(Printable.Of($"import {import.ImportId}: {import.State}; {import.Added} drivers new, {import.Replaced} replaced, {import.Refused} lines refused"));
        return import.Refused == 0 ? ExitCode.Accepted : ExitCode.Refused;
    }

    /// <summary>The import of these bytes that is under way, or a new one.</summary>
    private async Task<ImportProgress> BegunAsync(string name, CancellationToken cancel)
    {
        var known = (await AnswerAsync(HttpMethod.Get, "/imports", null, cancel)).Read(ImportJson.Default.ImportList).Items;
        if (known.FirstOrDefault(import => import.IsOf(name, wish) && (import.IsReceiving || import.IsMerging)) is { } begun) return begun;
        return await AskAsync(
            HttpMethod.Post, "/imports",
            () => NodeBody.OfJson(new JsonObject { ["name"] = name, ["format"] = wish.Format, ["letterTable"] = wish.LetterTable, ["encoding"] = wish.Encoding }), cancel);
    }

    private async Task<ImportProgress> SendAsync(ImportProgress import, FileStream file, CancellationToken cancel)
    {
        var buffer = new byte[ChunkBytes];
        while (import.Offset < file.Length)
        {
            var from = file.Position = import.Offset;
            var length = await file.ReadAtLeastAsync(buffer, ChunkBytes, throwOnEndOfStream: false, cancel);
            import = await AskAsync(HttpMethod.Put, $"/imports/{import.ImportId}/data?offset={from}", () => Chunk(buffer, length), cancel);
            if (import.Offset <= from) throw new StopException(ExitCode.Refused, $"the node took nothing of what begins at byte {from}");
            await Console.Error.WriteLineAsync($"{import.Offset} of {file.Length} bytes, {import.Accepted} lines stand, {import.Refused} refused");
        }
        return import;
    }

    private async Task<ImportProgress> FinishAsync(ImportProgress import, long bytes, CancellationToken cancel)
    {
        try
        {
            return await AskAsync(
                HttpMethod.Post, $"/imports/{import.ImportId}/finish", () => NodeBody.OfJson(new JsonObject { ["bytes"] = bytes, ["refusedAtMost"] = wish.RefusedAtMost }), cancel);
        }
        catch (StopException refused) when (refused.Code == ExitCode.Refused)
        {
            await PrintRefusedAsync(import, cancel);
            throw new StopException(
                ExitCode.Refused, $"{refused.Message}; nothing is taken. Run it again with another --refused-at-most, or give it up: import cancel {Printable.Of(import.ImportId)}");
        }
    }

    // As it comes: a province without its offices has as many refused lines as drivers.
    private async Task PrintRefusedAsync(ImportProgress import, CancellationToken cancel)
    {
        using var client = connect();
        try
        {
            await using var lines = await client.GetStreamAsync(new Uri($"/imports/{Uri.EscapeDataString(import.ImportId)}/refused", UriKind.Relative), cancel);
            await using var output = Console.OpenStandardOutput();
            await lines.CopyToAsync(output, cancel);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new StopException(ExitCode.Undecided, Printable.Of($"{client.BaseAddress}: the refused lines did not come whole: import refused {import.ImportId}"));
        }
    }

    private async Task<ImportProgress> AskAsync(HttpMethod method, string path, Func<HttpContent>? body, CancellationToken cancel) =>
        (await AnswerAsync(method, path, body, cancel)).Read(ImportJson.Default.ImportProgress);

    private async Task<NodeAnswer> AnswerAsync(HttpMethod method, string path, Func<HttpContent>? body, CancellationToken cancel)
    {
        using var client = connect();
        using var request = new HttpRequestMessage(method, path) { Content = body?.Invoke() };
        return await NodeAnswer.OfAsync(client, request, cancel);
    }

    private static ByteArrayContent Chunk(byte[] buffer, int length)
    {
        var content = new ByteArrayContent(buffer, 0, length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    private static async Task<string> NameOfAsync(string path, FileStream file, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        var name = new string([.. Path.GetFileName(path).Where(c => !char.IsControl(c)).Take(MostNameCharacters)]);
        return $"{name} {hash[..HashCharacters]}";
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {failure.Message}");
        }
    }
}
