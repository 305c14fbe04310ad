using System.Text;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.Faults;
using Federation.Tests.World;
using TrustList.Testing.Databases;

namespace Federation.Tests.Secrets;

/// <summary>What everybody on the machine can see of the programs (their command lines), what they hand to programs that they start, and what they log.</summary>
public sealed class SecretsTests
{
    private const int LeastLength = 24;

    [PostgresFact]
    public async Task Tells_no_secret_to_logs_process_lists_or_environments()
    {
        await using var federation = await LoopbackFederation.StartHubs(2, Region.Shanghai);
        var office = new BusyOffice(federation.Country[Region.Shanghai], 7);
        using (var work = new CancellationTokenSource())
        {
            var working = office.Work(work.Token);
            await Wait.Until("licences are issued and changed", () => Task.FromResult(office.Acknowledged > 2), federation.Cancel, seconds: 120);
            await work.CancelAsync();
            await working;
        }
        var secrets = Secrets(federation).ToList();
        Assert.Contains(secrets, secret => secret.File.Contains("personal-data-", StringComparison.Ordinal));
        Assert.True(secrets.Select(secret => secret.File).Distinct().Count() > 8, string.Join('\n', secrets.Select(secret => secret.File).Distinct()));
        var told = Told(federation).ToList();
        Assert.Contains(told, place => place.Where.EndsWith("cmdline", StringComparison.Ordinal));
        Assert.Contains(told, place => place.Where.EndsWith(".log", StringComparison.Ordinal) && place.Text.Length > 0);
        Assert.Empty(from place in told from secret in secrets where place.Text.Contains(secret.Text, StringComparison.Ordinal) select $"{place.Where} holds a line of {secret.File}");
    }

    /// <summary>Every line of a private key, a sealing key and a password that is long enough to be one.</summary>
    private static IEnumerable<(string File, string Text)> Secrets(LoopbackFederation federation)
    {
        string[] files = [.. Directory.EnumerateFiles(federation.Folder, "*", SearchOption.AllDirectories).Where(IsSecret), federation.HubPasswordFile!];
        return files.SelectMany(file => File.ReadAllLines(file).Where(line => line.Length >= LeastLength && !line.StartsWith("-----", StringComparison.Ordinal)).Select(line => (file, line)));
    }

    private static bool IsSecret(string file) => Path.GetExtension(file) switch
    {
        ".key" => true,
        ".pem" => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal),
        _ => false,
    };

    private static IEnumerable<(string Where, string Text)> Told(LoopbackFederation federation)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            if (Read(Path.Combine(process, "cmdline")) is not { } line || !line.Contains(federation.Folder, StringComparison.Ordinal))
                continue;
            yield return ($"{process}/cmdline", line);
            yield return ($"{process}/environ", Read(Path.Combine(process, "environ")) ?? "");
        }
        foreach (var log in Directory.EnumerateFiles(federation.Folder, "*.log", SearchOption.AllDirectories))
            yield return (log, Read(log) ?? "");
    }

    private static string? Read(string file)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }
}
