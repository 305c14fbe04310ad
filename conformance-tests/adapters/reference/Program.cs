using Federation.ReferenceAdapter;

// The adapter of this project's own verifier (conformance-tests/ADAPTER.md): a question a line, an answer a line.
var folder = Environment.GetEnvironmentVariable("ADAPTER_STATE") ?? Directory.CreateTempSubdirectory("adapter-").FullName;
using var verifier = new ReferenceVerifier(folder);
while (await Console.In.ReadLineAsync() is { } line)
{
    var (answer, isLast) = await verifier.AnswerAsync(line);
    await Console.Out.WriteLineAsync(answer);
    await Console.Out.FlushAsync();
    if (isLast)
        break;
}
