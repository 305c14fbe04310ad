using Deploy.Tests.Configuration;
using TrustList.Testing.Peers;

namespace Deploy.Tests.Compose;

/// <summary>deploy/compose.yaml, which nobody could run here: it is YAML, and each program takes the settings that it gives.</summary>
public sealed class ComposeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("compose-test-");

    [Theory]
    [InlineData("hub", "TrustHub", 3)]
    [InlineData("issuer", "RegionNode.Issuer", 11)]
    [InlineData("gateway", "RegionNode.Gateway", 9)]
    public void Accepts_only_settings_that_the_program_takes(string service, string program, int count)
    {
        var given = ComposeFile.Environment(service);
        Assert.Equal(count, given.Count);
        var sections = ServiceProgram.All.Single(one => one.Name == program).Sections;
        Assert.Empty(sections.Errors(Reading.Of(given.Select(setting => (Named(setting.Name), Filled(setting.Value))))));
        // The same with one letter wrong in any name is refused: the comparison can fail.
        Assert.All(given, setting => Assert.NotEmpty(sections.Errors(Reading.Of([(Named(setting.Name).Insert(Named(setting.Name).IndexOf(':', StringComparison.Ordinal) + 1, "x"), Filled(setting.Value))]))));
    }

    [PyYamlFact]
    public async Task Accepts_it_as_YAML_with_every_volume_and_secret_declared()
    {
        const string walk = """
            import sys, yaml
            file = yaml.safe_load(open(sys.argv[1]))
            named = [v.split(':')[0] for s in file['services'].values() for v in s.get('volumes', []) if not v.startswith('.')]
            secrets = [n for s in file['services'].values() for n in s.get('secrets', [])]
            needed = [n for s in file['services'].values() for n in s.get('depends_on', [])]
            print(sorted(set(named) - set(file['volumes'])), sorted(set(secrets) - set(file['secrets'])), sorted(set(needed) - set(file['services'])), len(file['services']))
            """;
        Assert.Equal("[] [] [] 5", (await PeerProcess.RunAsync(PeerProcess.Find("python3")!, "/", "", TimeSpan.FromMinutes(1), "-c", walk, ComposeFile.Path)).Trim());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Named(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    /// <summary>What an operator and the containers put in the place of variables and paths.</summary>
    private string Filled(string value)
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");
        return value switch
        {
            "/data" => folder.FullName,
            "/anchor/root.json" or "/run/secrets/postgres" => file,
            _ => value.Replace("${CODE:?}", "330000", StringComparison.Ordinal).Replace("${HUB_PIN:?}", Pin, StringComparison.Ordinal).Replace("${GATEWAY_PIN:?}", Pin, StringComparison.Ordinal).Replace("${ISSUER_PIN:?}", Pin, StringComparison.Ordinal),
        };
    }

    private static string Pin { get; } = new('a', 64);
}

/// <summary>A test that needs Python's YAML reader.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyYamlFactAttribute : FactAttribute
{
    /// <summary>Skips where there is none.</summary>
    public PyYamlFactAttribute() => Skip = Found() ? null : "Python with PyYAML is not installed (Debian: python3-yaml)";

    private static bool Found()
    {
        if (PeerProcess.Find("python3") is not { } python) return false;
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(python, ["-c", "import yaml"]) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
