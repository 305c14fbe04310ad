namespace Fuzz.Tests;

/// <summary>What a parser made of an input.</summary>
/// <param name="Outcome">The reason of its closed list, or <c>Ok</c>; inputs with a new one are kept.</param>
/// <param name="Again">The same written again by the format's writer; null: refused, or the format has none.</param>
/// <param name="Content">What was signed and accepted; null: nothing.</param>
public readonly record struct Observed(string Outcome, byte[]? Again = null, string? Content = null);

/// <summary>How a format's writer and reader belong together.</summary>
public enum Writing
{
    /// <summary>One spelling: what is accepted is what would be written.</summary>
    Canonical,

    /// <summary>Several spellings are read, one is written: what is written is read as the same.</summary>
    Stable,
}

/// <summary>One parser of untrusted bytes.</summary>
/// <param name="Name">Also the folder of its corpus.</param>
/// <param name="Read">Reads any bytes; never throws.</param>
/// <param name="Seeds">Honest inputs.</param>
/// <param name="Writing">How what is written again is held against the input.</param>
/// <param name="Fresh">The seeds are signed by keys of this run, so they are not kept in the repository.</param>
public sealed record FuzzTarget(string Name, Func<byte[], Observed> Read, IReadOnlyList<byte[]> Seeds, Writing Writing = Writing.Stable, bool Fresh = false)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
