using System.Collections.Concurrent;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Moving;

/// <summary>What is due with one move: what this side does alone, and what it asks the other region.</summary>
internal sealed class MovingSteps(MovingIn moving, TransferSettlement settlement, SilentRegions silent, IDurableStore store, TimeProvider clock)
{
    /// <summary>How long the new side waits for what the old one recorded last, before it takes the driver without.</summary>
    internal static readonly TimeSpan LastWordPatience = TimeSpan.FromMinutes(10);

    /// <summary>And how long it goes on asking then.</summary>
    internal static readonly TimeSpan LastWordLife = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, bool> confirmed = new(StringComparer.Ordinal);

    /// <summary>Does what needs nobody else. Whether the other region is to be asked something.</summary>
    internal bool Settle(DueMove move)
    {
        if (move.Owed != 0)
            return !EndsOwed(move);
        if (move.Logged != 0)
            return move.IsIn ? AsksLastWord(move) : Leave(move);
        if (!move.IsSigned)
            return !EndsUntaken(move) && move.IsIn;
        if (move.Passed != 0)
            return Miss(move);
        return move.IsIn && !confirmed.ContainsKey(move.Id);
    }

    /// <summary>Asks the other region, and does what follows from the answer.</summary>
    internal async Task AskAsync(DueMove move, CancellationToken stopping)
    {
        if (move.Owed != 0)
            await HearAsync(Opened(move), stopping);
        else if (move.Logged != 0)
            await ArriveAsync(Opened(move), stopping);
        else if (!move.IsSigned)
            await moving.FetchAsync(Opened(move), stopping);
        else if (await moving.ConfirmAsync(Closed(move), stopping))
            confirmed[move.Id] = true;
    }

    private bool Leave(DueMove move)
    {
        settlement.Leave(Closed(move));
        return false;
    }

    private bool Miss(DueMove move)
    {
        confirmed.TryRemove(move.Id, out _);
        settlement.Abort(move.Id, MoveReason.NotLogged);
        return false;
    }

    private bool EndsUntaken(DueMove move)
    {
        if (Since(move.OpenedAt) <= MovingKeeper.Untaken)
            return false;
        settlement.Abort(move.Id, MoveReason.NotTaken, move.IsIn ? Closed(move) : null);
        return true;
    }

    private bool EndsOwed(DueMove move)
    {
        if (move.HasKey != 0 && Since(move.LoggedAt!.Value) <= LastWordLife)
            return false;
        settlement.Hear(Closed(move), letters: null);
        return true;
    }

    private bool AsksLastWord(DueMove move)
    {
        confirmed.TryRemove(move.Id, out _);
        if (move.HasKey == 0 && move.HasDossier == 0)
            return false; // Unknown here: the office has to accept it again (health).
        var goesWithout = move.HasKey == 0 || (silent.Contains(move.Other) && Since(move.LoggedAt!.Value) > LastWordPatience);
        if (move.HasDossier == 0 || !goesWithout)
            return true;
        var row = Opened(move);
        settlement.Arrive(row, Dossier.Read(row.Dossier!)!, isLast: move.HasKey == 0);
        return false;
    }

    private async Task ArriveAsync(TransferRow row, CancellationToken stopping)
    {
        var word = await moving.LastWordAsync(row, stopping);
        var own = row.Dossier is { } kept ? Dossier.Read(kept)! : null;
        if (word.Dossier is { } last)
            settlement.Arrive(row, own is null ? moving.Recover(row, last) : own.With(last), isLast: true);
        else if (own is not null && (word.IsFinal || Since(row.LoggedAt!.Value) > LastWordPatience))
            settlement.Arrive(row, own, isLast: word.IsFinal);
        else if (own is null && word.IsFinal)
            throw new InvalidOperationException("the old region no longer has what this database has lost: put the record into the registry by hand");
    }

    private async Task HearAsync(TransferRow row, CancellationToken stopping)
    {
        var word = await moving.LastWordAsync(row, stopping);
        if (word.Dossier is not null || word.IsFinal)
            settlement.Hear(row, word.Dossier?.Record.Letters);
    }

    private TimeSpan Since(long stored) => clock.GetUtcNow() - stored.Instant();

    private TransferRow Closed(DueMove move) => store.Read(db => TransferTable.Closed(db, move.Id))!;

    private TransferRow Opened(DueMove move) => store.Read(db => TransferTable.Find(db, move.Id))!;
}
