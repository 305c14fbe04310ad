using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Backups;

/// <summary>
/// A second copy of a SQLite database in another place, which has every transaction before its writer goes on: who loses the first
/// loses nothing that anybody was told. A folder <c>N</c> with a copy of the whole (<c>base.db</c>) and, behind it, all that was written since,
/// one file a generation of SQLite's own log (<c>1.wal</c>, …); <c>current</c> names the newest folder. While the place cannot be written,
/// nothing is written at all. A database that came from a backup touches no journal before it was compared with what others have seen
/// (<see cref="RestoredMark"/>): it may be older than what stands there. Used by one writer at a time.
/// </summary>
public sealed class DatabaseJournal
{
    /// <summary>Names the folder that counts.</summary>
    internal const string Current = "current";

    internal const string Base = "base.db";

    // A new whole copy is due when what was written since is as long as the last one, and at least this.
    private const long LeastBytes = 64L << 20;

    private readonly string _database;
    private readonly string _folder;
    private readonly RestoredMark _restored;
    private long _number;
    private int _segment;
    private long _segmentLength;
    private long _since;
    private long _baseLength;
    private ulong _salt;
    private long _shipped;
    private bool _begun;

    /// <summary>Of a database file, in a folder.</summary>
    public DatabaseJournal(string database, string folder) =>
        (_database, _folder, _restored) = (database, folder, new RestoredMark(Path.GetDirectoryName(Path.GetFullPath(database))!));

    /// <summary>What is wrong with the setting JournalDir; null: nothing.</summary>
    /// <param name="journal">The folder.</param>
    /// <param name="dataDir">The data folder.</param>
    /// <param name="isSqlite">Whether the database is SQLite's.</param>
    public static string? Error(string journal, string dataDir, bool isSqlite) =>
        !isSqlite ? "JournalDir: only for SQLite; a PostgreSQL server has standbys"
        : Path.GetFullPath(journal + "/").StartsWith(Path.GetFullPath(dataDir + "/"), StringComparison.Ordinal) ? "JournalDir: must be another place than DataDir"
        : null;

    /// <summary>Before a writing transaction writes: it holds the database's lock, and all before it is copied, or nothing is written.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    internal void Before()
    {
        if (!_begun && _restored.Stands)
            return;
        if (!_begun || _since > Math.Max(LeastBytes, _baseLength) || !Ship(isOwn: false))
            Begin();
    }

    /// <summary>After its commit: it is on both disks when this returns.</summary>
    /// <exception cref="IOException">The place cannot be written; the transaction happened.</exception>
    internal void After()
    {
        if (_begun)
            Ship(isOwn: true);
    }

    /// <summary>A new whole copy. The caller holds the database's lock: nobody writes meanwhile.</summary>
    private void Begin()
    {
        _begun = false;
        DurableFile.MakeFolder(_folder);
        var pointer = Path.Combine(_folder, Current);
        _number = File.Exists(pointer) && long.TryParse(File.ReadAllText(pointer).Trim(), out var last) ? last + 1 : 1;
        var folder = Folder(_number);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true); // Of one that was not finished.
        DurableFile.MakeFolder(folder);
        var copy = Path.Combine(folder, Base);
        DurableFile.Create(copy).Dispose();
        using (var source = SqliteCopy.Open(_database, SqliteOpenMode.ReadWrite))
        using (var target = SqliteCopy.Open(copy, SqliteOpenMode.ReadWrite))
            source.BackupDatabase(target); // Page by page as they are: what follows is of these pages.
        DurableFile.Flush(copy);
        (_baseLength, _since, _segment, _salt, _shipped) = (new FileInfo(copy).Length, 0, 0, 0, 0);
        Ship(isOwn: true); // What stands in the log already is in the copy too; its frames are needed to read those that follow.
        DurableFile.Write(pointer, System.Text.Encoding.ASCII.GetBytes($"{_number}\n"));
        foreach (var old in Directory.EnumerateDirectories(_folder).Where(path => path != folder && path != Folder(_number - 1)))
            Directory.Delete(old, recursive: true); // The one before stays: this database may have been put here by hand, and be old.
        _begun = true;
    }

    /// <summary>Copies what was committed since. False: another program began a new generation, whose beginning may be lost.</summary>
    private bool Ship(bool isOwn)
    {
        if (!File.Exists(_database + "-wal"))
            return true;
        using var file = new FileStream(_database + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (WalFile.Read(file, _salt, _shipped) is not { } wal)
            return true;
        var isNew = wal.Salt != _salt;
        if (isNew && !isOwn)
            return false;
        if (isNew)
            (_segment, _segmentLength, _shipped) = (_segment + 1, 0, 0);
        else if (wal.End == _shipped)
            return true;
        Append(file, wal.End);
        _salt = wal.Salt;
        return true;
    }

    private void Append(FileStream file, long end)
    {
        var path = Path.Combine(Folder(_number), $"{_segment}.wal");
        var isFirst = _segmentLength == 0;
        var bytes = new byte[end - _shipped];
        file.Position = _shipped;
        file.ReadExactly(bytes);
        using (var segment = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            segment.SetLength(_segmentLength); // What a failure left behind it goes.
            segment.Position = _segmentLength;
            segment.Write(bytes);
            segment.Flush(flushToDisk: true);
        }
        if (isFirst)
            DurableFile.SyncFolder(Folder(_number));
        (_segmentLength, _shipped, _since) = (_segmentLength + bytes.Length, end, _since + bytes.Length);
    }

    private string Folder(long number) => Path.Combine(_folder, $"{number}");
}
