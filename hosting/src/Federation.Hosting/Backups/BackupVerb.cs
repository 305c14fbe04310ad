using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Federation.Hosting.Backups;

/// <summary>
/// The verbs of every program: <c>backup --data DIR --to FOLDER</c>, beside the running program, and
/// <c>restore --from FOLDER --data DIR [--journal FOLDER] [--sha256 HEX]</c>, into a folder without data. They end with 0: done; 1: refused, with a
/// reason of <see cref="BackupFault"/>; 2: a disk refused; 64: wrong usage.
/// </summary>
public static class BackupVerb
{
    /// <summary>Makes a backup.</summary>
    public const string Backup = "backup";

    /// <summary>Puts one back.</summary>
    public const string Restore = "restore";

    private const int Done = 0, Refused = 1, Failed = 2, WrongUsage = 64;

    /// <summary>Runs one of them.</summary>
    /// <param name="args">The verb and its arguments.</param>
    /// <param name="programOf">The program, by settings among the arguments and in the environment.</param>
    /// <param name="clock">For the time in the manifest.</param>
    /// <param name="output">For what was done.</param>
    /// <param name="error">For what was not.</param>
    /// <param name="restored">What is to be done in a data folder that was put back; whether from a journal.</param>
    public static int Run(
        string[] args, Func<IConfiguration, BackedUpProgram> programOf, TimeProvider clock, TextWriter output, TextWriter error, Action<string, bool>? restored = null)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args[1..]).Build();
        var program = programOf(settings);
        if (settings["data"] is not { Length: > 0 } data || settings[args[0] == Backup ? "to" : "from"] is not { Length: > 0 } other)
        {
            error.WriteLine($"usage: {program.Name} backup --data DIR --to FOLDER\n       {program.Name} restore --from FOLDER --data DIR [--journal FOLDER] [--sha256 HEX]");
            return WrongUsage;
        }
        try
        {
            if (args[0] == Backup)
            {
                var (made, digest) = BackupWriter.Write(program, data, other, clock.GetUtcNow());
                Print(output, made);
                output.WriteLine($"sha256 {digest}");
                return Done;
            }
            var put = BackupReader.Restore(program, other, data, settings["sha256"], settings["journal"]);
            restored?.Invoke(data, settings["journal"] is not null);
            Print(output, put);
            output.WriteLine($"restored as of {put.TakenAt:u}; nothing is signed before it was compared with what others have seen (deploy/runbooks/backup.md)");
            return Done;
        }
        catch (BackupRefusedException e)
        {
            error.WriteLine(e.Message);
            return Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or CryptographicException)
        {
            error.WriteLine($"not done: {e.Message}");
            return Failed;
        }
    }

    private static void Print(TextWriter output, BackupManifest manifest)
    {
        output.WriteLine($"{manifest.Program}: {manifest.Files.Count} files, {manifest.Files.Values.Sum(file => file.Bytes)} bytes, schema {manifest.Schema}");
        foreach (var (name, value) in manifest.Facts)
            output.WriteLine($"{name} {value}");
    }
}
