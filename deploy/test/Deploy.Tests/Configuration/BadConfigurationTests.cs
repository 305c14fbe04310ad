using System.Diagnostics;

namespace Deploy.Tests.Configuration;

/// <summary>A program with a bad configuration names every error of every section at once, and does not start. The programs are run as they are.</summary>
public sealed class BadConfigurationTests
{
    private static readonly string[] Shared = ["Telemetry:Seconds=0", "Telemetry:Colour=red", "Rehearsal:KeysAreTest=perhaps"];

    public static TheoryData<string, string[], string[]> Bad => new()
    {
        { "TrustHub", ["Hub:PublicUrl=ftp://x", "Hub:Inception:Alow=true", "Hub:EpochMilliseconds=5"], ["Hub:DataDir", "Hub:PublicUrl", "Hub:NodeUrl", "Hub:Inception:Alow", "Hub:EpochMilliseconds"] },
        {
            "RegionNode.Issuer", ["Node:Code=31", "Node:LiveMinutes=11", "Limits:ReadPerSecond=many", "Registry:FeedMemoryDays=1"],
            ["Node:Code", "Node:DataDir", "Node:Url", "Node:HubPin", "Node:LiveMinutes", "Limits:ReadPerSecond", "Registry:FeedMemoryDays"]
        },
        {
            "RegionNode.Gateway", ["Gateway:SyncSeconds=0", "Gateway:OpenPurposes:0=Espionage", "Asking:Places=0", "Gatway:Redis=cache.test:6379"],
            ["Gateway:Code", "Gateway:DataDir", "Gateway:Url", "Gateway:SyncSeconds", "Gateway:OpenPurposes", "Asking:Places", "Gatway"]
        },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Rejects_with_every_error_of_every_section_and_code_78(string program, string[] settings, string[] errors)
    {
        foreach (var verb in new string[][] { [], ["check"] })
        {
            var (code, said) = await Run(program, [.. verb, .. settings.Concat(Shared).Select(setting => $"--{setting}")]);
            Assert.Equal(78, code);
            foreach (var name in errors.Concat(["Telemetry:Seconds", "Telemetry:Colour", "Rehearsal:KeysAreTest"]))
                Assert.Contains(said.Split('\n'), line => line.StartsWith($"refused to start: {name}: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Accepts_a_good_configuration_and_only_says_so()
    {
        var (code, said) = await Run("TrustHub", ["check", $"--Hub:DataDir={AppContext.BaseDirectory}", "--Hub:PublicUrl=http://127.0.0.1:1", "--Hub:NodeUrl=https://127.0.0.1:2"]);
        Assert.Equal((0, ""), (code, said));
    }

    private static async Task<(int Code, string Errors)> Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [ServiceProgram.All.Single(one => one.Name == program).Assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, errors);
    }
}
