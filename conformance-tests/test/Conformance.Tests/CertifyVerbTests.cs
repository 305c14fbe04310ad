using Conformance.Running;

namespace Conformance.Tests;

/// <summary>Command lines that cannot be run say so at once, with exit 2 and nothing thrown.</summary>
public sealed class CertifyVerbTests : IDisposable
{
    private readonly SampleFolder folder = new();

    [Fact]
    public async Task Rejects_an_output_that_cannot_be_written_before_the_run()
    {
        var file = folder.Write("file", "text");
        foreach (var output in new[] { file, Path.Combine(file, "below"), "/proc/no/such" })
            Assert.Equal(2, await RunAsync("--out", output));
    }

    [Fact]
    public async Task Rejects_vectors_that_are_none()
    {
        folder.Write("bad.json", "{}");
        Assert.Equal(2, await RunAsync("--out", folder["out"], "--vectors", Path.GetDirectoryName(folder["bad.json"])!));
        folder.Write("bad.json", """{"format":"conformance-vector/1"}""");
        Assert.Equal(2, await RunAsync("--out", folder["out"], "--vectors", Path.GetDirectoryName(folder["bad.json"])!));
    }

    [Theory]
    [InlineData("--seed", "1", "--seed", "2")]
    [InlineData("--only", "no/such/case")]
    [InlineData("--jobs", "0")]
    [InlineData("--what", "1")]
    public async Task Rejects_words_that_it_does_not_understand(params string[] words) => Assert.Equal(2, await RunAsync(["--out", folder["out"], .. words]));

    public void Dispose() => folder.Dispose();

    private static Task<int> RunAsync(params string[] words) => CertifyVerb.RunAsync(["--adapter", "true", "--profile", "mdoc-library", .. words]);
}
