namespace RegionNode.Issuer.Storage;

/// <summary>What one recorded event did to a driver's letters.</summary>
/// <param name="Kind">The event's kind.</param>
/// <param name="Was">The letters before it.</param>
/// <param name="Letters">And after.</param>
/// <param name="IsAct">Recorded here as it happened; else the registry stated it.</param>
/// <param name="At">When it was recorded; an arrival: when the log held the move.</param>
internal sealed record LetterStep(string Kind, string Was, string Letters, bool IsAct, DateTimeOffset At)
{
    /// <summary>The letters that it brought or lifted.</summary>
    internal IEnumerable<char> Changed => Was.Except(Letters).Concat(Letters.Except(Was));
}
