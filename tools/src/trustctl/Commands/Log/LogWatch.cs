using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace Trustctl.Commands;

/// <summary>One look at every source, and the memory between looks: the largest checkpoint that was proved to continue the one before.</summary>
internal sealed class LogWatch(IReadOnlyList<LogSource> sources, LogPolicy policy, string keep)
{
    private const string Seen = "seen.note";
    private static readonly string[] Names = ["checkpoint", "pending"];

    /// <summary>Looks once.</summary>
    public LogLook Look(DateTimeOffset now)
    {
        OutputFile.Folder(keep);
        var (views, unproven) = (new List<LogView>(), new List<string>());
        foreach (var source in sources)
            foreach (var name in Names)
                if (source.Checkpoint(name, policy) is { } read)
                    Take(read, $"{source.Name} {name}", source, views, unproven, quorum: name == Names[0] ? now : null);
        if (Remembered() is { } remembered) views.Add(remembered);

        for (var i = 0; i < views.Count; i++)
            for (var j = i + 1; j < views.Count; j++)
            {
                var comparison = Compare(views[i], views[j]);
                if (comparison.Relation == ViewRelation.Contradict)
                {
                    var (evidence, told) = SplitEvidence.Write(keep, views[i], views[j], comparison, policy, now);
                    return new(ExitCode.Refused, $"TWO VIEWS 两个视图: {views[i].Where} and {views[j].Where}: {comparison.Detail}; {told}", evidence);
                }

                if (comparison.Relation == ViewRelation.Unproven) unproven.Add($"{views[i].Where} and {views[j].Where}: {comparison.Detail}");
            }

        if (views.MaxBy(view => view.Checkpoint.Size) is not { } newest) return new(ExitCode.Undecided, "no source has a checkpoint", []);
        // Only what was proved is remembered: else bad tiles today would make tomorrow's look blind.
        if (unproven.Count > 0) return new(ExitCode.Undecided, $"not proved: {string.Join("; ", unproven)}", []);
        OutputFile.Write(Path.Combine(keep, Seen), newest.Signed.Note.Write());
        return new(ExitCode.Accepted, $"one view of {newest.Checkpoint.Size} epochs at {sources.Count} sources", []);
    }

    /// <summary>A checkpoint that the log signed is a view; what it lacks beside is said.</summary>
    private void Take(LogResult<SignedCheckpoint> read, string where, LogSource source, List<LogView> views, List<string> unproven, DateTimeOffset? quorum)
    {
        if (!read.Ok)
        {
            unproven.Add($"{where}: {read.Fault}: {read.Detail}");
            return;
        }

        views.Add(new LogView(where, read.Value, source.Read));
        if (quorum is { } now && WitnessedCheckpoint.Verify(read.Value.Note.Write(), policy, now) is { Ok: false } refused)
            unproven.Add($"{where}: {refused.Fault}: {refused.Detail}");
    }

    // The larger one's tiles first; a remembered view has none, and any source of the same log may have them.
    private ViewComparison Compare(LogView one, LogView other)
    {
        var larger = one.Checkpoint.Size >= other.Checkpoint.Size ? one : other;
        var comparisons = sources.Select(source => (Func<string, ReadOnlyMemory<byte>?>)source.Read).Prepend(larger.Tiles)
            .Select(tiles => ViewComparison.Of(one.Checkpoint, other.Checkpoint, tiles));
        ViewComparison? last = null;
        foreach (var comparison in comparisons)
        {
            if (comparison.Relation != ViewRelation.Unproven) return comparison;
            last ??= comparison;
        }

        return last!;
    }

    private LogView? Remembered()
    {
        var path = Path.Combine(keep, Seen);
        if (!File.Exists(path)) return null;
        var read = SignedCheckpoint.Verify(InputFile.Read(path, Limits.NoteBytes), policy.Origin, policy.Key);
        return read.Ok ? new LogView("what was seen before", read.Value, _ => null)
            : throw new StopException(ExitCode.Undecided, $"{path}: {read.Fault}: another log was watched here; take another folder");
    }
}
