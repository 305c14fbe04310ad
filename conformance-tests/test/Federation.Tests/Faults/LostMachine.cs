using System.Diagnostics;
using Demo.World;

namespace Federation.Tests.Faults;

/// <summary>
/// A program's machine is lost: its process is killed and its folder deleted. What lies elsewhere is its keys (copied once), its backups
/// and its journal.
/// </summary>
internal sealed class LostMachine(string name, string data, string elsewhere, string journal, Func<string[], Task<(int Code, string Output)>> verb, Func<Task> kill)
{
    private readonly string keys = Path.Combine(elsewhere, $"{name}-keys");

    public string Name => name;

    public string Data => data;

    /// <summary>Puts the keys into their own place.</summary>
    public void KeepKeys() => Copy(Path.Combine(data, "keys"), keys);

    /// <summary>A backup beside the running program; how long it took.</summary>
    public async Task<TimeSpan> Backup(string to)
    {
        var watch = Stopwatch.StartNew();
        var (code, output) = await verb(["backup", "--data", data, "--to", to]);
        Assert.True(code == 0, output);
        foreach (var file in Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories))
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("PRIVATE KEY"u8) < 0, $"{file} holds a key");
        return watch.Elapsed;
    }

    /// <summary>The machine is gone.</summary>
    public async Task Lose()
    {
        await kill();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>Another machine: keys from their place, the rest from the backup, and the database from the journal where that is wanted.</summary>
    public async Task Restore(string from, bool withJournal)
    {
        Copy(keys, Path.Combine(data, "keys"));
        var (code, output) = await verb(["restore", "--from", from, "--data", data, .. withJournal ? ["--journal", journal] : Array.Empty<string>()]);
        Assert.True(code == 0, output);
    }

    /// <summary>The same folder by hand, as it was.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    public static LostMachine Hub(Country country, string elsewhere, string journal, CancellationToken cancel) =>
        new("hub", country.Hub.Data, elsewhere, journal, arguments => HubSite.Verb(cancel, arguments), country.Hub.Kill);

    public static LostMachine Issuer(RegionSite site, string elsewhere, string journal, CancellationToken cancel) =>
        new("issuer", site.IssuerData, elsewhere, journal, arguments => RegionSite.IssuerVerb(cancel, arguments), site.KillIssuer);
}
