using System.Security.Cryptography;
using Conformance.Cases;
using Conformance.Comparing;
using Conformance.Reports;
using Conformance.Statements;
using TrustList.Format.Signing;

namespace Conformance.Tests.Statements;

/// <summary>The command lines of statements, with files as an operator has them.</summary>
public sealed class StatementVerbTests : IDisposable
{
    private readonly SampleFolder folder = new();
    private readonly SoftwareSigner key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly string results, privateKey, publicKey;

    public StatementVerbTests()
    {
        // As of today: a statement is signed by the machine's clock.
        results = folder.Write("results.json", ResultsJson.Write(Run(Outcome.Pass)));
        privateKey = folder.Write("key.pem", key.ToPkcs8Pem());
        publicKey = folder.Write("public.pem", PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.SubjectPublicKeyInfo.Span));
    }

    [Fact]
    public void Accepts_a_statement_that_was_signed_and_came_with_its_results()
    {
        Assert.Equal(0, Sign());
        Assert.Equal(0, StatementVerb.Run(["verify", folder["it.jws"], "--key", publicKey]));
        Assert.Equal(0, StatementVerb.Run(["verify", folder["it.jws"], "--key", publicKey, "--results", results]));
        Assert.Equal(0, CompareVerb.Run([results, results, "--statement", folder["it.jws"], "--key", publicKey]));
    }

    [Fact]
    public void Rejects_an_edited_file_of_results()
    {
        Assert.Equal(0, Sign());
        var edited = folder.Write("edited.json", File.ReadAllText(results) + " ");
        Assert.Equal(1, StatementVerb.Run(["verify", folder["it.jws"], "--key", publicKey, "--results", edited]));
        Assert.Equal(1, CompareVerb.Run([edited, results, "--statement", folder["it.jws"], "--key", publicKey]));
    }

    [Fact]
    public void Rejects_another_program_and_another_time()
    {
        Assert.Equal(0, Sign());
        Assert.Equal(1, StatementVerb.Run(["verify", folder["it.jws"], "--key", publicKey, "--adapter", $"cat {results}"]));
        Assert.Equal(1, StatementVerb.Run(["verify", folder["it.jws"], "--key", publicKey, "--now", "2020-01-01T00:00:00Z"]));
        Assert.Equal(1, StatementVerb.Run(["verify", folder["it.jws"], "--key", publicKey, "--now", "2099-01-01T00:00:00Z"]));
    }

    [Fact]
    public void Rejects_to_state_a_run_that_did_not_pass()
    {
        folder.Write("results.json", ResultsJson.Write(Run(Outcome.Fail)));
        Assert.Equal(1, Sign());
        Assert.False(File.Exists(folder["it.jws"]));
    }

    [Fact]
    public void Rejects_a_command_line_that_is_none()
    {
        foreach (string[] words in new string[][]
        {
            [], ["sign"], ["verify"], ["verify", "a", "b", "--key", publicKey], ["verify", folder["nowhere"], "--key", publicKey], ["verify", results, "--key", privateKey],
            ["sign", "--results", results, "--key", publicKey, "--vendor", "it", "--out", folder["it.jws"]],
            ["sign", "--results", results, "--key", privateKey, "--vendor", "", "--out", folder["it.jws"]],
            ["sign", "--results", results, "--key", privateKey, "--vendor", "it", "--out", folder["no/such/folder"]],
            ["sign", "--results", folder["nowhere"], "--key", privateKey, "--vendor", "it", "--out", folder["it.jws"]],
        })
            Assert.Equal(2, StatementVerb.Run(words));
    }

    public void Dispose() => folder.Dispose();

    private int Sign() => StatementVerb.Run(["sign", "--results", results, "--key", privateKey, "--vendor", "An example vendor", "--out", folder["it.jws"]]);

    private static RunResult Run(Outcome outcome) => SampleRun.Of(SampleRun.Results(outcome)) with { StartedAt = TimeProvider.System.GetUtcNow() };
}
