using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Demo.World;

/// <summary>The simulated clock that every program of the rehearsal reads (trust.md §8: an operator's setting).</summary>
public sealed class RehearsalTime(string file)
{
    private DateTimeOffset simulated;
    private DateTimeOffset anchored;

    /// <summary>The clock file, the value of Rehearsal:Clock.</summary>
    public string File => file;

    /// <summary>The simulated instant.</summary>
    public DateTimeOffset Now => simulated + (TimeProvider.System.GetUtcNow() - anchored);

    /// <summary>The simulated instant in whole seconds, as trustctl's --now takes it.</summary>
    public string Text => Instants.Format(DateTimeOffset.FromUnixTimeSeconds(Now.ToUnixTimeSeconds()));

    /// <summary>Moves every program to another instant, by one atomic rename.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        simulated = instant;
        anchored = TimeProvider.System.GetUtcNow();
        var text = new JsonObject { ["simulated"] = simulated.ToString("O"), ["anchored"] = anchored.ToString("O") }.ToJsonString();
        System.IO.File.WriteAllText(file + ".new", text);
        System.IO.File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Moves by a span.</summary>
    public void Advance(TimeSpan span) => MoveTo(Now + span);
}
