using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Life;

/// <summary>
/// What acts recorded here decided after the registry stated something, and what they decided about the time of it where the
/// registry does not say exactly when. Letter by letter, and subject by subject, the later word counts (decision 0021): a statement
/// that comes late neither lifts nor brings back what an act decided meanwhile; one of which nobody knows whether it comes late may
/// bar, and lifts nothing of an act. What it says beside that is not lost.
/// </summary>
internal sealed class ActsSince
{
    private const char Normal = 'A';
    private const char Moved = 'C';
    private static readonly ActsSince None = new([], [], [], []);
    private readonly HashSet<string> kinds;
    private readonly HashSet<char> decided;
    private readonly HashSet<string> unclearKinds;
    private readonly HashSet<char> unclear;

    private ActsSince(HashSet<string> kinds, HashSet<char> decided, HashSet<string> unclearKinds, HashSet<char> unclear)
    {
        decided.Remove(Normal); // It stands where nothing else does.
        unclear.Remove(Normal);
        (this.kinds, this.decided, this.unclearKinds, this.unclear) = (kinds, decided, unclearKinds, unclear);
    }

    /// <summary>Those after a statement.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="driver">Whose.</param>
    /// <param name="stated">When it was stated. Null: no statement but an act of now.</param>
    internal static ActsSince Of(StoreSession db, DriverKey driver, StatedAt? stated)
    {
        if (stated is not { } when)
            return None;
        var steps = LifeTable.Letters(db, driver).ToList();
        var later = steps.Where(step => step.IsAct && step.At > when.Latest).ToList();
        var about = steps.Where(step => step.At > when.Earliest && step.At <= when.Latest).ToList();
        // A whole record that is newer than an act brought what the registry says of points, dates and names since.
        var whole = DriverRecordTable.SourceUpdated(db, driver);
        return new ActsSince(
            [.. later.Select(act => act.Kind)], [.. later.SelectMany(Decided)],
            [.. about.Where(step => step.IsAct && !(step.At < whole)).Select(act => act.Kind)], LastByActs(about));
    }

    /// <summary>What is left of an event; or why nothing is.</summary>
    internal (LifeEvent Left, LifeRefusal? Refusal) Left(LifeEvent said, DriverStanding standing, DateOnly today)
    {
        if (kinds.Count == 0 && decided.Count == 0 && unclearKinds.Count == 0 && unclear.Count == 0)
            return (said, null);
        if (said is LettersChanged letters)
            return OfLetters(letters, standing);
        var rule = LifeRules.Of(said, standing, today);
        if (IsOn(said, kinds) || (!SaysMoreThanLetters(said) && Touches(rule, decided)))
            return (said, LifeRefusal.Superseded);
        var bars = rule.Adds.Length > 0;
        return !bars && (IsOn(said, unclearKinds) || (!SaysMoreThanLetters(said) && Touches(rule, unclear))) ? (said, LifeRefusal.NoTime) : (said, null);
    }

    /// <summary>The rule without the letters that were decided since, and without the duty that came with one; of those that may have been, none is lifted.</summary>
    internal LifeRule Left(LifeRule rule) => rule with
    {
        Adds = string.Concat(rule.Adds.Where(letter => !decided.Contains(letter))),
        Removes = string.Concat(rule.Removes.Where(letter => !decided.Contains(letter) && !unclear.Contains(letter))),
        PaperDue = rule.PaperDue is true && decided.Contains('K') ? null : rule.PaperDue,
    };

    private (LifeEvent, LifeRefusal?) OfLetters(LettersChanged said, DriverStanding standing)
    {
        var keeps = string.Concat(standing.Letters.Where(letter => decided.Contains(letter) || unclear.Contains(letter)));
        // That the driver moved away bars nobody: without a time it does not come after a move that led here.
        var late = said.Letters.Contains(Moved) && !standing.Letters.Contains(Moved) && unclear.Contains(Moved);
        var drops = string.Concat(said.Letters.Where(letter => decided.Contains(letter) && !standing.Letters.Contains(letter))) + (late ? $"{Moved}" : "");
        var left = LetterSet.Change(said.Letters, keeps, drops);
        if (left == said.Letters)
            return (said, null);
        return Faults(left).SetEquals(Faults(standing.Letters))
            ? (said, late || standing.Letters.Except(said.Letters).Any(unclear.Contains) ? LifeRefusal.NoTime : LifeRefusal.Superseded)
            : (new LettersChanged(left), null);
    }

    private static HashSet<char> Faults(string letters) => [.. letters.Where(letter => letter != Normal)];

    private static bool Touches(LifeRule rule, HashSet<char> letters) => rule.Adds.Concat(rule.Removes).Any(letters.Contains);

    /// <summary>Whether it states what the record keeps beside the letters: then letters alone do not supersede it.</summary>
    private static bool SaysMoreThanLetters(LifeEvent said) => said is PointsChanged or Renewed or Reviewed or NameCorrected or ClassAdded or ClassRemoved or PaperHandedIn or MovedIn;

    /// <summary>Whether acts of these kinds speak of the same as the event.</summary>
    private static bool IsOn(LifeEvent said, HashSet<string> acts) => said switch
    {
        PointsChanged or OverPoints => acts.Contains(nameof(PointsChanged)),
        Reviewed or Overdue { What: Due.Review } => acts.Contains(nameof(Reviewed)),
        Renewed or Overdue => acts.Contains(nameof(Renewed)),
        ClassAdded or ClassRemoved => acts.Contains(nameof(ClassAdded)) || acts.Contains(nameof(ClassRemoved)),
        NameCorrected => acts.Contains(nameof(NameCorrected)),
        PaperHandedIn => acts.Contains(nameof(PaperHandedIn)) || acts.Contains(nameof(Seized)),
        _ => false,
    };

    /// <summary>What an act decided. A person who puts letters right states all of them; a review, a renewal and points speak of theirs, standing or not.</summary>
    private static IEnumerable<char> Decided(LetterStep act) => act.Kind switch
    {
        nameof(LettersCorrected) => Enumerable.Range('A', 26).Select(letter => (char)letter),
        nameof(Reviewed) => act.Changed.Concat("SPT"),
        nameof(Renewed) => act.Changed.Concat("MN"),
        nameof(PointsChanged) => act.Changed.Append('B'),
        nameof(MovedIn) => Brought(act),
        _ => act.Changed,
    };

    /// <summary>What an event did to the letters; an arrival says besides that the driver did not move away.</summary>
    private static IEnumerable<char> Brought(LetterStep step) => step.Kind == nameof(MovedIn) ? step.Changed.Append(Moved) : step.Changed;

    /// <summary>The letters that an act brought or lifted last.</summary>
    private static HashSet<char> LastByActs(IEnumerable<LetterStep> steps)
    {
        HashSet<char> last = [];
        foreach (var step in steps)
        {
            if (step.IsAct)
                last.UnionWith(Brought(step));
            else
                last.ExceptWith(Brought(step));
        }
        return last;
    }
}
