using System.Collections.Concurrent;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// Which of a region's moves it is asked about now: those that wait longest, few at once, and each again after a pause that is twice
/// the one before.
/// </summary>
internal sealed class AskingPace(TimeProvider clock)
{
    private const int MostAtOnce = 32;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(5);

    // What is owed still holds up nobody; and what this side has lost comes once the other one has read the log, which asking does not hasten.
    private static readonly TimeSpan MostPauseLate = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Question, (long At, TimeSpan Pause)> asked = new();

    /// <summary>Those that are due, in their order.</summary>
    internal IReadOnlyList<DueMove> Due(IEnumerable<DueMove> moves) =>
        [.. moves.Select(move => (Move: move, Last: asked.GetValueOrDefault(Question.Of(move))))
            .Where(one => one.Last.Pause == default || clock.GetElapsedTime(one.Last.At) >= one.Last.Pause)
            .OrderBy(one => one.Last.Pause == default ? long.MinValue : one.Last.At)
            .Take(MostAtOnce)
            .Select(one => one.Move)];

    /// <summary>A move was asked about.</summary>
    internal void Asked(DueMove move)
    {
        var most = move.Owed != 0 || (move.Logged != 0 && move.HasDossier == 0) ? MostPauseLate : MostPause;
        asked.AddOrUpdate(
            Question.Of(move), _ => (clock.GetTimestamp(), FirstPause), (_, before) => (clock.GetTimestamp(), 2 * before.Pause < most ? 2 * before.Pause : most));
    }

    /// <summary>Forgets what is no longer to be asked.</summary>
    internal void KeepOnly(IEnumerable<DueMove> moves)
    {
        var still = moves.Select(Question.Of).ToHashSet();
        foreach (var gone in asked.Keys.Where(question => !still.Contains(question)))
            asked.TryRemove(gone, out _);
    }

    /// <summary>One step of one move: the next one waits for nothing.</summary>
    private readonly record struct Question(string Id, long State, long Logged, long Owed)
    {
        internal static Question Of(DueMove move) => new(move.Id, move.State, move.Logged, move.Owed);
    }
}
