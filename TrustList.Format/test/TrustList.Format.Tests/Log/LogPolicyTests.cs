using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Log;

public sealed class LogPolicyTests
{
    private static readonly LogPolicy Sample = LogVectors.Log().Policy;

    private static PolicyDocument With(LogPolicy? log) => SamplePolicies.Policy with { Log = log };

    private static void AssertRefused(RegistryFault fault, LogPolicy log)
    {
        Assert.Equal(fault, With(log).Check()!.Fault);
        Assert.False(PolicyDocument.Read(With(log).Write()).Ok);
    }

    [Fact]
    public void Accepts_what_it_wrote_and_a_policy_without_a_log()
    {
        var read = PolicyDocument.Read(With(Sample).Write()).Value;
        Assert.Equal(With(Sample).Write(), read.Write());
        Assert.Equal((Sample.Origin, 3, 4, TimeSpan.FromMinutes(5)), (read.Log!.Origin, read.Log.Quorum, read.Log.Witnesses.Length, read.Log.MergeDelay));
        Assert.Equal(Sample.Witnesses[2].Key, read.Log.Witnesses[2].Key);
        Assert.Null(PolicyDocument.Read(With(null).Write()).Value.Log);
        Assert.DoesNotContain("\"log\"", System.Text.Encoding.UTF8.GetString(With(null).Write()), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_quorum_of_half_or_of_more_than_there_are()
    {
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { Quorum = 2 });
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { Quorum = 5 });
        Assert.Null(With(Sample with { Quorum = 4 }).Check());
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { Witnesses = [], Quorum = 1 });
    }

    [Fact]
    public void Rejects_one_region_or_one_key_twice_and_the_logs_own_key_as_a_witness()
    {
        AssertRefused(RegistryFault.DuplicateRecord, Sample with { Witnesses = Sample.Witnesses.SetItem(0, Sample.Witnesses[1]) });
        AssertRefused(RegistryFault.DuplicateRecord, Sample with { Witnesses = Sample.Witnesses.SetItem(0, Witness.Of(Sample.Origin, "310000", Sample.Witnesses[1].Key)) });
        AssertRefused(RegistryFault.DuplicateRecord, Sample with { Witnesses = Sample.Witnesses.SetItem(0, Witness.Of(Sample.Origin, "310000", Sample.Key)) });
    }

    [Fact]
    public void Rejects_a_witness_under_another_name_or_of_no_region()
    {
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { Witnesses = Sample.Witnesses.SetItem(0, new Witness("310000", "another.test", Sample.Witnesses[0].Key)) });
        AssertRefused(RegistryFault.BadRegionCode, Sample with { Witnesses = Sample.Witnesses.SetItem(0, Witness.Of(Sample.Origin, "000001", Sample.Witnesses[0].Key)) });
    }

    [Theory]
    [InlineData("\"origin\":\"log.hub.test\"", "\"origin\":\"log hub\"")]
    [InlineData("\"origin\":\"log.hub.test\"", "\"origin\":\"log+hub\"")]
    [InlineData("\"mergeDelay\":300", "\"mergeDelay\":59")]
    [InlineData("\"quorum\":3", "\"quorum\":3,\"more\":1")]
    [InlineData("\"key\":\"MCowBQYDK2VwAyEA", "\"key\":\"MCowBQYDK2VwAyEB")]
    public void Rejects_a_file_that_says_it_otherwise(string from, string to)
    {
        var text = System.Text.Encoding.UTF8.GetString(With(Sample).Write());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.False(PolicyDocument.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).Ok);
    }

    [Fact]
    public void Rejects_a_key_of_another_algorithm()
    {
        var es256 = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        var text = System.Text.Encoding.UTF8.GetString(With(Sample).Write()).Replace(
            Convert.ToBase64String(Sample.Key.SubjectPublicKeyInfo.Span), Convert.ToBase64String(es256.SubjectPublicKeyInfo.Span), StringComparison.Ordinal);
        Assert.False(PolicyDocument.Read(System.Text.Encoding.UTF8.GetBytes(text)).Ok);
        Assert.Throws<ArgumentException>(() => Witness.Of("log.test", "310000", es256));
    }

    [Fact]
    public void Reads_note_keys_in_their_one_spelling()
    {
        var key = Sample.Witnesses[0].NoteKey;
        Assert.Equal(key, NoteKey.Parse(key.ToString()).Value);
        foreach (var bad in new[] { "", "a", "a+b", "a+00000000+AQ==", key.ToString() + "=", key.ToString().Replace("+", "+0", StringComparison.Ordinal), key.ToString().ToUpperInvariant() })
            Assert.False(NoteKey.Parse(bad).Ok, bad);
    }
}
