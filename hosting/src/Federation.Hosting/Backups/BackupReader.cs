using System.Security.Cryptography;

namespace Federation.Hosting.Backups;

/// <summary>Verifies backups and puts them back.</summary>
public static class BackupReader
{
    /// <summary>Verifies a whole backup: every file, its length and digest, nothing beside them, and that the database holds together.</summary>
    /// <param name="program">Whose backup it shall be.</param>
    /// <param name="from">The folder.</param>
    /// <param name="digest">The manifest's digest as it was kept elsewhere; null: it is believed.</param>
    /// <exception cref="BackupRefusedException">It is not whole, or another's.</exception>
    /// <exception cref="IOException">A disk refuses.</exception>
    public static BackupManifest Verify(BackedUpProgram program, string from, string? digest)
    {
        if (!Directory.Exists(from))
            throw new BackupRefusedException(BackupFault.Absent, from);
        var path = Path.Combine(from, BackupManifest.Name);
        if (!File.Exists(path))
            throw new BackupRefusedException(BackupFault.Unfinished, $"{from} has no {BackupManifest.Name}");
        var bytes = File.ReadAllBytes(path);
        if (digest is not null && !string.Equals(digest, Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.OrdinalIgnoreCase))
            throw new BackupRefusedException(BackupFault.ManifestChanged, "its digest is not the one that was kept");
        var manifest = BackupManifest.Read(bytes);
        if (manifest.Program != program.Name)
            throw new BackupRefusedException(BackupFault.OtherProgram, $"of {manifest.Program}");
        foreach (var (name, file) in manifest.Files)
            Verify(program, from, name, file);
        var known = manifest.Files.Keys.Append(BackupManifest.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(from, file).Replace(Path.DirectorySeparatorChar, '/')))
        {
            if (!known.Contains(name))
                throw new BackupRefusedException(BackupFault.FileUnexpected, name);
        }
        if (program.Database is { } database && !manifest.Files.ContainsKey(database))
            throw new BackupRefusedException(BackupFault.FileMissing, database);
        if (program.Database is not null && SqliteCopy.Check(Path.Combine(from, program.Database), program) != manifest.Schema)
            throw new BackupRefusedException(BackupFault.OtherSchema, $"the manifest says {manifest.Schema} migrations");
        return manifest;
    }

    /// <summary>
    /// Puts a verified backup into a folder that holds no data, at most keys, and marks it as restored. A crash on the way leaves a
    /// folder without the database, into which the same can be put again.
    /// </summary>
    /// <param name="program">Whose backup it shall be.</param>
    /// <param name="from">The backup.</param>
    /// <param name="dataDir">Where it goes.</param>
    /// <param name="digest">The manifest's digest as it was kept elsewhere; null: it is believed.</param>
    /// <param name="journal">The folder of the database's journal, from which it is taken instead; null: none was kept.</param>
    /// <exception cref="BackupRefusedException">As <see cref="Verify(BackedUpProgram, string, string?)"/>; TargetNotEmpty; JournalBroken.</exception>
    /// <exception cref="IOException">A disk refuses.</exception>
    public static BackupManifest Restore(BackedUpProgram program, string from, string dataDir, string? digest, string? journal = null)
    {
        var manifest = Verify(program, from, digest);
        RefuseData(program, dataDir);
        DurableFile.MakeFolder(dataDir);
        new RestoredMark(dataDir).Put(System.Text.Encoding.UTF8.GetString(manifest.Write())); // First: no moment without it.
        foreach (var name in manifest.Files.Keys.Where(name => name != program.Database))
            DurableFile.Copy(Path.Combine(from, name), Path.Combine(dataDir, name));
        if (program.Database is { } database)
        {
            var unfinished = Path.Combine(dataDir, database + ".unfinished");
            if (journal is null)
                DurableFile.Copy(Path.Combine(from, database), unfinished);
            else
                FromJournal(program, journal, unfinished, manifest);
            File.Move(unfinished, Path.Combine(dataDir, database));
        }
        DurableFile.SyncFolder(dataDir);
        return manifest;
    }

    /// <summary>The newest that the journal has; never less than the backup.</summary>
    private static void FromJournal(BackedUpProgram program, string journal, string file, BackupManifest manifest)
    {
        JournalReader.Build(journal, file);
        if (SqliteCopy.Check(file, program) < manifest.Schema)
            throw new BackupRefusedException(BackupFault.JournalBroken, "it has fewer migrations than the backup");
        DurableFile.Flush(file);
        using var connection = SqliteCopy.Open(file, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly);
        var facts = program.Facts(connection).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in manifest.Facts)
        {
            if (long.TryParse(value, out var least) && !(facts.TryGetValue(name, out var text) && long.TryParse(text, out var held) && held >= least))
                throw new BackupRefusedException(BackupFault.JournalBroken, $"{name}: {facts.GetValueOrDefault(name)} in the journal, {value} in the backup");
        }
    }

    private static void RefuseData(BackedUpProgram program, string dataDir)
    {
        if (program.Database is { } database && new[] { "", "-wal", "-shm" }.FirstOrDefault(ending => File.Exists(Path.Combine(dataDir, database + ending))) is { } there)
            throw new BackupRefusedException(BackupFault.TargetNotEmpty, Path.Combine(dataDir, database + there));
        foreach (var folder in program.Folders.Where(folder => Directory.Exists(Path.Combine(dataDir, folder)) && Directory.EnumerateFileSystemEntries(Path.Combine(dataDir, folder)).Any()))
        {
            if (program.Database is null)
                throw new BackupRefusedException(BackupFault.TargetNotEmpty, Path.Combine(dataDir, folder));
        }
    }

    private static void Verify(BackedUpProgram program, string from, string name, BackupFile file)
    {
        // What the manifest names goes into a data folder: only where this program keeps such files, and never among keys.
        var parts = name.Split('/');
        if (parts.Any(part => part is "" or "." or "..") || parts[0] == BackedUpProgram.KeysFolder)
            throw new BackupRefusedException(BackupFault.HoldsKey, name);
        if (name != program.Database && !program.Files.Contains(name) && !(parts.Length > 1 && program.Folders.Contains(parts[0])))
            throw new BackupRefusedException(BackupFault.FileUnexpected, name);
        var path = Path.Combine(from, name);
        if (!File.Exists(path))
            throw new BackupRefusedException(BackupFault.FileMissing, name);
        if (new FileInfo(path).Length != file.Bytes)
            throw new BackupRefusedException(BackupFault.FileCut, name);
        if (DurableFile.Measure(path) != file)
            throw new BackupRefusedException(BackupFault.FileChanged, name);
    }
}
