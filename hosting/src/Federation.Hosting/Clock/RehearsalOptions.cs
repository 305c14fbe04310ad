using Federation.Hosting.Options;

namespace Federation.Hosting.Clock;

/// <summary>A rehearsal under a simulated clock, section <c>Rehearsal</c>: for trials with test keys on one machine, never for a service.</summary>
public sealed class RehearsalOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Rehearsal";

    /// <summary>The file of a simulated clock. The program then listens on loopback alone, and every verdict says that its clock was simulated. Empty: the machine's clock.</summary>
    [Setting("file")]
    public string Clock { get; init; } = "";

    /// <summary>Says that every key of the program is a test key, whose file name says so; keys without that name are then not used.</summary>
    [Setting("true or false")]
    public bool KeysAreTest { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (Clock.Length == 0) yield break;
        if (!KeysAreTest) yield return "Clock: is set, and refused unless Rehearsal:KeysAreTest says that every key is a test key";
        if (ClockFile.TryRead(Clock) is null) yield return "Clock: is not a readable clock file";
    }
}
