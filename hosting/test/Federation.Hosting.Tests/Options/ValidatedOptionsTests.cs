using Federation.Hosting.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Federation.Hosting.Tests.Options;

public sealed class ValidatedOptionsTests
{
    public sealed record NodeOptions : IValidatedOptions
    {
        public string Code { get; init; } = "";
        public int Seconds { get; init; } = 60;
        public Uri? Url { get; init; }
        public string[] Pins { get; init; } = [];

        public IEnumerable<string> Errors()
        {
            if (Code.Length != 6)
                yield return "Code: must be six digits";
            if (Seconds is < 1 or > 3600)
                yield return "Seconds: must be 1 to 3600";
        }
    }

    public sealed record OtherOptions : IValidatedOptions
    {
        public string? DataDir { get; init; }

        public IEnumerable<string> Errors() => DataDir is null ? ["DataDir: is needed"] : [];
    }

    [Fact]
    public void Accepts_a_whole_section()
    {
        var node = Settings(("Node:Code", "310000"), ("Node:Url", "https://127.0.0.1:1"), ("Node:Pins:0", "a"), ("Node:Pins:1", "b"))
            .ReadOptions<NodeOptions>("Node");
        Assert.Equal("310000", node.Code);
        Assert.Equal(60, node.Seconds);
        Assert.Equal(["a", "b"], node.Pins);
    }

    [Fact]
    public void Rejects_with_every_error_at_once()
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            Settings(("Node:Code", "31"), ("Node:Seconds", "soon"), ("Node:Colour", "red")).ReadOptions<NodeOptions>("Node"));
        Assert.Equal(
            ["Node:Code: must be six digits", "Node:Colour: there is no such setting", "Node:Seconds: cannot be read as Int32"],
            refused.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rejects_without_quoting_the_value()
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            Settings(("Node:Seconds", "hunter2")).ReadOptions<NodeOptions>("Node"));
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_start_with_the_errors_of_all_sections()
    {
        var exitCode = -1;
        var errors = await StandardError(async () => exitCode = await FederationHost.RunAsync(() =>
        {
            var builder = FederationHost.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Node:Code", "x"]);
            builder.Services.AddValidatedOptions<NodeOptions>("Node").AddValidatedOptions<OtherOptions>("Other");
            return builder.Build();
        }));
        Assert.Equal(FederationHost.ExitRefused, exitCode);
        Assert.Contains("refused to start: Node:Code: must be six digits", errors, StringComparison.Ordinal);
        Assert.Contains("refused to start: Other:DataDir: is needed", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_the_same_settings_by_either_type()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Settings(("Node:Code", "310000")))
            .AddValidatedOptions<NodeOptions>("Node").BuildServiceProvider();
        Assert.Equal("310000", services.GetRequiredService<NodeOptions>().Code);
        Assert.Equal("310000", services.GetRequiredService<IOptions<NodeOptions>>().Value.Code);
        Assert.Equal("310000", services.GetRequiredService<IOptionsMonitor<NodeOptions>>().CurrentValue.Code);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    private static async Task<string> StandardError(Func<Task> run)
    {
        var real = Console.Error;
        using var captured = new StringWriter();
        Console.SetError(captured);
        try
        {
            await run();
        }
        finally
        {
            Console.SetError(real);
        }
        return captured.ToString();
    }
}
