using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demo.Telling;

/// <summary>Plays steps in order and prints each, for people or as one JSON object a line.</summary>
public sealed class Narrator(bool json, TextWriter output)
{
    private int failed;

    /// <summary>True while every step ended as the story says.</summary>
    public bool AllOk => failed == 0;

    /// <summary>Tells people something between steps; silent in JSON.</summary>
    public void Say(string text)
    {
        if (!json) output.WriteLine(text);
    }

    /// <summary>Plays one step. An exception is a step that ended otherwise than the story says; the story goes on.</summary>
    public async Task Play(Step step, CancellationToken cancel)
    {
        if (!json)
        {
            output.WriteLine();
            output.WriteLine($"  {step.Id}");
            output.WriteLine($"    {step.Who}: {step.What}");
        }

        var watch = Stopwatch.StartNew();
        StepEnd end;
        try
        {
            end = await step.Play(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            end = new StepEnd(false, Note: $"{failure.GetType().Name}: {failure.Message}");
        }

        if (!end.Ok) failed++;
        Print(step, end, watch.ElapsedMilliseconds);
    }

    private void Print(Step step, StepEnd end, long ms)
    {
        if (json)
        {
            var line = new JsonObject { ["step"] = step.Id, ["ok"] = end.Ok, ["verdict"] = end.Verdict, ["reason"] = end.Reason, ["ms"] = ms };
            if (end.Note.Length > 0) line["note"] = end.Note;
            output.WriteLine(line.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            output.Flush();
            return;
        }

        var verdict = end.Verdict.Length == 0 ? "" : end.Reason.Length == 0 ? $"{end.Verdict}. " : $"{end.Verdict} ({end.Reason}). ";
        output.WriteLine($"    {(end.Ok ? "✓" : "✗ NOT AS THE STORY SAYS:")} {verdict}{end.Note}  [{ms} ms]");
    }
}
