using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Conformance.Cases;

namespace Conformance.Adapters;

/// <summary>
/// An adapter as the suite talks to it: one process for many cases, or one for each line. It is started when it is needed, and
/// started anew after a hang or a crash. One question at a time.
/// </summary>
/// <param name="command">The command line.</param>
/// <param name="state">The folder for its state; made, emptied and in the end removed here.</param>
/// <param name="eachLine">Whether the program is started for each line.</param>
/// <param name="suite">The suite's version.</param>
public sealed class AdapterSession(string command, string state, bool eachLine, string suite) : IDisposable
{
    private readonly Lock guard = new();
    private List<WireLine> wire = [];
    private AdapterProgram? program;
    private int number;

    /// <summary>Who answers; null before <see cref="StartAsync"/>.</summary>
    public AdapterIdentity? Identity { get; private set; }

    /// <summary>The folder for its state.</summary>
    public string State => state;

    /// <summary>Starts it where it does not run, and says hello.</summary>
    /// <exception cref="CaseEndException">It does not start or does not say who it is.</exception>
    public async Task StartAsync(TimeSpan patience)
    {
        if (program is { HasEnded: false } || (eachLine && Identity is not null))
            return;
        program?.Dispose();
        program = null;
        Directory.CreateDirectory(state);
        var hello = await AskAsync(new JsonObject { ["cmd"] = "hello", ["protocol"] = 1, ["suite"] = suite }, patience, starts: true);
        if (!hello.Accepts)
            throw new CaseEndException(Outcome.Crash, $"hello: {hello.Verdict} {hello.Detail}");
        string Text(string name) => hello.Line[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
        var features = hello.Line["features"] is JsonArray list
            ? list.OfType<JsonValue>().Select(value => value.TryGetValue<string>(out var text) ? text : string.Empty).ToImmutableArray()
            : [];
        Identity = new AdapterIdentity(Text("name"), Text("version"), Text("language"), features, command, ProgramDigest.Of(command));
    }

    /// <summary>Begins a case: a new wire log, an empty folder, and <c>reset</c>.</summary>
    public async Task BeginAsync(TimeSpan patience)
    {
        lock (guard)
            wire = [];
        if (Directory.Exists(state))
            Directory.Delete(state, recursive: true);
        Directory.CreateDirectory(state);
        var answer = await AskAsync(new JsonObject { ["cmd"] = "reset" }, patience);
        if (!answer.Accepts)
            throw new CaseEndException(Outcome.Fail, $"reset: {answer.Verdict} {answer.Detail}");
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="CaseEndException">Hang or crash.</exception>
    public async Task<Answer> AskAsync(JsonObject question, TimeSpan patience) => await AskAsync(question, patience, starts: false);

    /// <summary>Asks, and kills the process when <paramref name="when"/> is done; then starts it anew with the same folder.</summary>
    /// <exception cref="CaseEndException">What is waited for does not come in time.</exception>
    public async Task KillDuringAsync(JsonObject question, Task when, TimeSpan patience)
    {
        if (eachLine)
            Start();
        using var patient = new CancellationTokenSource(patience);
        try
        {
            await SendAsync(question, patient.Token);
            if (eachLine)
                program!.Close();
            await when.WaitAsync(patient.Token);
        }
        catch (OperationCanceledException)
        {
            throw new CaseEndException(Outcome.Fail, $"{question["cmd"]}: in {patience.TotalSeconds:F0} s the hub was not asked for what a verifier needs");
        }
        finally
        {
            await KillAsync(_ => { }, patience);
        }
    }

    /// <summary>Kills the process, does something with its folder, and starts it anew.</summary>
    public async Task KillAsync(Action<DirectoryInfo> between, TimeSpan patience)
    {
        Note("killed");
        program?.Kill();
        between(new DirectoryInfo(state));
        await StartAsync(patience);
    }

    /// <summary>Writes a word of the suite's own into the wire log.</summary>
    public void Note(string text) => Add(WireLine.Of('#', text));

    /// <summary>What was said in this case.</summary>
    public ImmutableArray<WireLine> Wire()
    {
        lock (guard)
            return [.. wire];
    }

    /// <summary>Ends it, with a last word where it runs.</summary>
    public async Task ByeAsync()
    {
        if (!eachLine && program is { HasEnded: false })
        {
            await SendAsync(new JsonObject { ["cmd"] = "bye" }, CancellationToken.None);
            await program.EndAsync(TimeSpan.FromSeconds(2));
        }
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        program?.Dispose();
        program = null;
        if (Directory.Exists(state))
            Directory.Delete(state, recursive: true);
    }

    private async Task<Answer> AskAsync(JsonObject question, TimeSpan patience, bool starts)
    {
        if (eachLine || starts)
            Start();
        using var patient = new CancellationTokenSource(patience);
        try
        {
            await SendAsync(question, patient.Token);
            if (eachLine)
                program!.Close();
            if (await program!.ReadAsync(patient.Token) is not { } line)
            {
                await program.EndAsync(TimeSpan.FromSeconds(1));
                throw new CaseEndException(Outcome.Crash, $"{question["cmd"]}: the program ended ({program.ExitCode})");
            }
            Add(WireLine.Of('<', line));
            var (answer, fault) = Answer.Read(line, number);
            return answer ?? throw new CaseEndException(Outcome.Crash, $"{question["cmd"]}: {fault}");
        }
        catch (OperationCanceledException)
        {
            program!.Kill();
            throw new CaseEndException(Outcome.Hang, $"{question["cmd"]}: no answer in {patience.TotalSeconds:F0} s");
        }
        catch (CaseEndException)
        {
            program!.Kill(); // After a wrong answer nobody knows to what the next one belongs.
            throw;
        }
    }

    private void Start()
    {
        program?.Dispose();
        program = AdapterProgram.Start(command, state, Add);
    }

    private async Task SendAsync(JsonObject question, CancellationToken cancellation)
    {
        // Nobody can answer ahead.
        number += RandomNumberGenerator.GetInt32(1, 1_000);
        var line = new JsonObject { ["id"] = number };
        foreach (var (name, value) in question)
            line[name] = value?.DeepClone();
        var text = PlainJson.Of(line);
        Add(WireLine.Of('>', text));
        await program!.WriteAsync(text, cancellation);
    }

    private void Add(WireLine line)
    {
        lock (guard)
            wire.Add(line);
    }
}
