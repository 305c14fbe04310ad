using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Backups;

/// <summary>Makes a database of a journal: the copy, and all that was written behind it, in order.</summary>
internal static class JournalReader
{
    /// <summary>Builds the newest state that a journal has.</summary>
    /// <exception cref="BackupRefusedException">Absent, JournalBroken.</exception>
    internal static void Build(string journal, string target)
    {
        var pointer = Path.Combine(journal, DatabaseJournal.Current);
        if (!File.Exists(pointer))
            throw new BackupRefusedException(BackupFault.Absent, $"{journal} is no journal");
        var folder = Path.Combine(journal, File.ReadAllText(pointer).Trim());
        var copy = Path.Combine(folder, DatabaseJournal.Base);
        if (!File.Exists(copy))
            throw new BackupRefusedException(BackupFault.JournalBroken, $"{copy} is missing");
        DurableFile.Copy(copy, target);
        var count = Directory.EnumerateFiles(folder, "*.wal").Count();
        for (var number = 1; number <= count; number++)
            Apply(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.wal")), target, isLast: number == count);
    }

    private static void Apply(string segment, string target, bool isLast)
    {
        if (!File.Exists(segment))
            throw new BackupRefusedException(BackupFault.JournalBroken, $"{segment} is missing");
        var (frames, left) = Frames(segment);
        if (left != 0 && !isLast) // The last may have been cut off by the loss itself: nobody was told of what it did not hold whole.
            throw new BackupRefusedException(BackupFault.JournalBroken, $"{segment} is cut");
        DurableFile.Copy(segment, target + "-wal");
        try
        {
            using var connection = SqliteCopy.Open(target, SqliteOpenMode.ReadWrite);
            var (_, found, moved) = connection.QuerySingle<(long, long, long)>("PRAGMA wal_checkpoint(PASSIVE)", commandTimeout: 0);
            if (moved != found || found != frames)
                throw new BackupRefusedException(BackupFault.JournalBroken, $"{segment}: {moved} of {frames} pages hold together");
        }
        catch (SqliteException e)
        {
            throw new BackupRefusedException(BackupFault.JournalBroken, $"{segment}: {e.Message}", e);
        }
        File.Delete(target + "-wal");
        File.Delete(target + "-shm");
    }

    private static (long Count, long Left) Frames(string segment)
    {
        using var file = new FileStream(segment, FileMode.Open, FileAccess.Read);
        if (WalFile.Read(file, 0, 0) is not { } wal)
            return (0, file.Length);
        return ((wal.End - WalFile.HeaderBytes) / wal.FrameBytes, file.Length - wal.End);
    }
}
