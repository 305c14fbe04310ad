using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Comparing;
using Conformance.Statements;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Conformance.Tests.Statements;

/// <summary>A vendor's statement: what holds, and every way in which it does not (ADAPTER.md §7).</summary>
public sealed class StatementTests
{
    private static readonly SoftwareSigner Key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private static readonly ClaimedResults Passed = SampleRun.Claimed(SampleRun.Of(SampleRun.Results(Outcome.Pass)));
    private static readonly DateTimeOffset Signed = SampleRun.StartedAt.AddDays(1);
    private static readonly Statement Good = Statement.About(Passed, "An example vendor", Signed);

    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.SM2)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    public void Accepts_a_statement_by_a_key_of_each_algorithm(SignatureAlgorithm algorithm)
    {
        var key = SoftwareSigner.Create(algorithm);
        var (statement, fault) = StatementCheck.Run(Good.Sign(key), key.PublicKey, Passed, Passed.AdapterSha256, Signed);
        Assert.Null(fault);
        Assert.Equal(Good with { Expected = statement!.Expected }, statement);
        Assert.Null(StatementCheck.Run(Good.Sign(key), key.PublicKey, null, null, Signed).Fault);
    }

    [Theory]
    [InlineData("2026-11-24T01:01:03Z", null)]
    [InlineData("2026-11-24T01:01:02Z", StatementFault.NotYet)]
    [InlineData("2027-11-23T01:02:02Z", null)]
    [InlineData("2027-11-23T01:02:03Z", StatementFault.Expired)]
    public void Accepts_it_from_its_signing_to_twelve_months_after_its_run(string at, StatementFault? fault)
    {
        Assert.True(Instants.TryParse(at, out var now));
        Assert.Equal(fault, Fault(Good, now: now));
    }

    [Fact]
    public void Rejects_a_longer_life_and_a_signature_before_the_run()
    {
        Assert.Equal(StatementFault.TooLong, Fault(Good with { Expires = Good.Expires.AddSeconds(1) }));
        Assert.Equal(StatementFault.NotYet, Fault(Good with { SignedAt = Good.RanAt.AddSeconds(-61) }, now: Good.RanAt));
        Assert.Null(Fault(Good with { Expires = Good.Expires.AddDays(-300) }));
    }

    [Fact]
    public void Rejects_a_statement_about_other_results()
    {
        foreach (var other in new[]
        {
            Good with { ResultsSha256 = new string('1', 64) },
            Good with { Seed = new string('b', 16) },
            Good with { Suite = "0.5.0" },
            Good with { Profile = "verifier-full" },
            Good with { Adapter = "another" },
            Good with { AdapterVersion = "another" },
            Good with { RanAt = Good.RanAt.AddSeconds(1) },
            Good with { Expected = ["mdoc/honest/device-response"] },
        })
            Assert.Equal(StatementFault.ResultsDiffer, Fault(other));
    }

    [Fact]
    public void Rejects_a_statement_about_another_program()
    {
        Assert.Equal(StatementFault.AdapterDiffers, StatementCheck.Run(Good.Sign(Key), Key.PublicKey, Passed, new string('1', 64), Signed).Fault);
        Assert.Equal(StatementFault.ResultsDiffer, Fault(Good with { AdapterSha256 = new string('1', 64) }));
    }

    [Fact]
    public void Rejects_results_that_do_not_bear_it_out()
    {
        var results = SampleRun.Results(Outcome.Pass);
        var known = new ExpectedFailure(results[0].Case.Id, "known", "#1", new DateOnly(2027, 1, 1));
        results = results.SetItem(0, results[0] with { Outcome = Outcome.Fail });
        var failed = SampleRun.Claimed(SampleRun.Of(results));
        Assert.Equal(StatementFault.NotPassed, Fault(Statement.About(failed, "it", Signed), failed));
        // Whoever edits the verdict alone has not edited the cases.
        var edited = failed with { SaysPassed = true, Objections = 0 };
        Assert.Equal(StatementFault.NotPassed, Fault(Statement.About(edited, "it", Signed), edited));
        var expected = SampleRun.Claimed(SampleRun.Of(results, known));
        var statement = Statement.About(expected, "it", Signed);
        Assert.Equal(known.Id, Assert.Single(statement.Expected));
        Assert.Null(Fault(statement, expected));
        Assert.Equal(StatementFault.ResultsDiffer, Fault(statement with { Expected = [] }, expected));
    }

    [Fact]
    public void Rejects_results_that_leave_cases_out_or_invent_them()
    {
        foreach (var (forged, fault) in new[]
        {
            (Passed with { Cases = Passed.Cases.Remove(Passed.Cases.Keys.First()) }, StatementFault.NotPassed),
            (Passed with { Cases = Passed.Cases.Add("no/such/case", new("no/such/case", Outcome.Pass, "high")) }, StatementFault.NotPassed),
            (Passed with { Profile = "verifier-full" }, StatementFault.NotPassed),
            (Passed with { Profile = "no-profile" }, StatementFault.NotPassed),
            (Passed with { Features = [] }, StatementFault.NotPassed),
            (Passed with { Cases = Passed.Cases.SetItem(Passed.Cases.Keys.First(), Passed.Cases.Values.First() with { Outcome = Outcome.Unsupported }) }, StatementFault.NotPassed),
            (Passed with { Suite = "9.9.9" }, StatementFault.OtherSuite),
        })
            Assert.Equal(fault, Fault(Statement.About(forged, "it", Signed), forged));
    }

    [Fact]
    public void Rejects_another_key_and_a_changed_token()
    {
        var token = Good.Sign(Key);
        Assert.Equal(StatementFault.BadSignature, StatementCheck.Run(token, SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey, Passed, null, Signed).Fault);
        Assert.Equal(StatementFault.BadSignature, StatementCheck.Run(token, SoftwareSigner.Create(SignatureAlgorithm.SM2).PublicKey, Passed, null, Signed).Fault);
        var parts = token.Split('.');
        var payload = CanonicalJson.Parse(Decode(parts[1]), 10_000).Value;
        payload["iss"] = "Another vendor";
        Assert.Equal(StatementFault.BadSignature, Check($"{parts[0]}.{Encode(payload)}.{parts[2]}"));
        Assert.Equal(StatementFault.BadSignature, Check($"{Encode(new JsonObject { ["alg"] = "none", ["typ"] = "conformance-statement+jwt" })}.{parts[1]}."));
        Assert.Equal(StatementFault.BadSignature, Check($"{Encode(new JsonObject { ["alg"] = "HS256", ["typ"] = "conformance-statement+jwt" })}.{parts[1]}.{parts[2]}"));
    }

    [Fact]
    public void Rejects_a_token_of_another_type()
    {
        var payload = CanonicalJson.Parse(Decode(Good.Sign(Key).Split('.')[1]), 10_000).Value;
        Assert.Equal(StatementFault.WrongType, Check(JwsCompact.Sign(Key, new JsonObject { ["typ"] = "statuslist+jwt" }, payload)));
        Assert.Equal(StatementFault.WrongType, Check(JwsCompact.Sign(Key, [], payload)));
    }

    [Theory]
    [InlineData("iss", "\"\"")]
    [InlineData("iss", "1")]
    [InlineData("suite", "null")]
    [InlineData("adapter", "[]")]
    [InlineData("expected", "{}")]
    [InlineData("expected", "[1]")]
    [InlineData("expected", "[null]")]
    [InlineData("iat", "\"1\"")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("ran", "253370764800")]
    public void Rejects_members_of_another_form(string name, string value)
    {
        var payload = CanonicalJson.Parse(Decode(Good.Sign(Key).Split('.')[1]), 10_000).Value;
        payload[name] = JsonNode.Parse(value);
        Assert.Equal(StatementFault.Malformed, Check(JwsCompact.Sign(Key, new JsonObject { ["typ"] = "conformance-statement+jwt" }, payload)));
        payload.Remove(name);
        Assert.Equal(StatementFault.Malformed, Check(JwsCompact.Sign(Key, new JsonObject { ["typ"] = "conformance-statement+jwt" }, payload)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public void Rejects_what_is_no_token(string token) => Assert.Equal(StatementFault.Malformed, Check(token));

    private static StatementFault? Check(string token) => StatementCheck.Run(token, Key.PublicKey, Passed, null, Signed).Fault;

    private static StatementFault? Fault(Statement statement, ClaimedResults? results = null, DateTimeOffset? now = null) =>
        StatementCheck.Run(statement.Sign(Key), Key.PublicKey, results ?? Passed, null, now ?? Signed).Fault;

    private static byte[] Decode(string part) => Base64UrlText.TryDecode(part, out var bytes) ? bytes : throw new FormatException(part);

    private static string Encode(JsonObject json) => Base64UrlText.Encode(CanonicalJson.EncodeText(json));
}
