using System.Security.Cryptography;

namespace Federation.Hosting.Backups;

/// <summary>Makes backups.</summary>
public static class BackupWriter
{
    private static readonly byte[] PrivateKey = "PRIVATE KEY"u8.ToArray();

    /// <summary>
    /// Backs a program's folder up into a new folder, beside the running program. The manifest comes last: where this does not
    /// return, there is no backup.
    /// </summary>
    /// <returns>What the backup holds, and the digest of its manifest, lower-case hex.</returns>
    /// <exception cref="BackupRefusedException">Absent, TargetNotEmpty, HoldsKey, DatabaseDamaged, OtherSchema.</exception>
    /// <exception cref="IOException">A disk refuses.</exception>
    public static (BackupManifest Manifest, string Digest) Write(BackedUpProgram program, string dataDir, string to, DateTimeOffset now)
    {
        if (!Directory.Exists(dataDir) || (program.Database is { } database && !File.Exists(Path.Combine(dataDir, database))))
            throw new BackupRefusedException(BackupFault.Absent, $"{dataDir} is no data folder of a {program.Name} that has begun");
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            throw new BackupRefusedException(BackupFault.TargetNotEmpty, to);
        DurableFile.MakeFolder(to);
        var manifest = new BackupManifest { Form = BackupManifest.PresentForm, Program = program.Name, TakenAt = now, Schema = 0, Facts = new(StringComparer.Ordinal), Files = new(StringComparer.Ordinal) };
        if (program.DatabaseElsewhere is { } elsewhere)
            manifest.Facts["database"] = elsewhere;
        if (program.Database is not null)
            manifest = WithDatabase(program, dataDir, to, manifest);
        foreach (var path in Others(program, dataDir))
        {
            var copy = Path.Combine(to, path);
            DurableFile.Copy(Path.Combine(dataDir, path), copy);
            if (File.ReadAllBytes(copy).AsSpan().IndexOf(PrivateKey) >= 0)
                throw new BackupRefusedException(BackupFault.HoldsKey, path);
            manifest.Files[path.Replace(Path.DirectorySeparatorChar, '/')] = DurableFile.Measure(copy);
        }
        var bytes = manifest.Write();
        DurableFile.Write(Path.Combine(to, BackupManifest.Name), bytes);
        return (manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static BackupManifest WithDatabase(BackedUpProgram program, string dataDir, string to, BackupManifest manifest)
    {
        var copy = Path.Combine(to, program.Database!);
        SqliteCopy.Take(Path.Combine(dataDir, program.Database!), copy);
        var schema = SqliteCopy.Check(copy, program);
        using (var connection = SqliteCopy.Open(copy, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly))
        {
            foreach (var (name, value) in program.Facts(connection))
                manifest.Facts[name] = value;
        }
        manifest.Files[program.Database!] = DurableFile.Measure(copy);
        return manifest with { Schema = schema };
    }

    private static IEnumerable<string> Others(BackedUpProgram program, string dataDir) => program.Files.Where(file => File.Exists(Path.Combine(dataDir, file)))
        .Concat(program.Folders.Where(folder => Directory.Exists(Path.Combine(dataDir, folder)))
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(dataDir, folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(dataDir, file))))
        .Order(StringComparer.Ordinal);
}
