using System.Text.Json.Nodes;
using Conformance.NullVerifiers;

// Verifiers that verify nothing: whoever passes a case with one of them has found a case that proves nothing.
if (args is not [var name] || NullVerifier.Find(name) is not { } verifier)
{
    await Console.Error.WriteLineAsync($"usage: null-verifier {string.Join('|', NullVerifier.Names)}");
    return 64;
}
while (await Console.In.ReadLineAsync() is { } line)
{
    var question = (JsonObject)JsonNode.Parse(line)!;
    await Console.Out.WriteLineAsync((await verifier.AnswerAsync(question)).ToJsonString());
    await Console.Out.FlushAsync();
    if ((string?)question["cmd"] == "bye")
        break;
}
return 0;
