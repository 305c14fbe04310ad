using Conformance;
using Federation.ReferenceAdapter;

// The reference adapter with one defect switched on, or none. At each reset begins what Reach notes.
var folder = Environment.GetEnvironmentVariable("ADAPTER_STATE") ?? Directory.CreateTempSubdirectory("adapter-").FullName;
using var verifier = new ReferenceVerifier(folder);
while (await Console.In.ReadLineAsync() is { } line)
{
    if (Question.Read(line).Command == "reset")
        Reach.Begin();
    var (answer, isLast) = await verifier.AnswerAsync(line);
    await Console.Out.WriteLineAsync(answer);
    await Console.Out.FlushAsync();
    if (isLast)
        break;
}
