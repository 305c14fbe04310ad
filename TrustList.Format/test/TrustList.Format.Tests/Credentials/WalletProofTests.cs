using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Log;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Credentials;

/// <summary>The wallet's side of SPEC.md §13.4.</summary>
public sealed class WalletProofTests
{
    private readonly Scene scene = new();
    private readonly LogSimulator log = LogSimulator.Create("310000", "320000", "330000");
    private readonly byte[] licence;
    private readonly byte[] blind = IssuanceLeaf.NewBlind();

    public WalletProofTests() => licence = MdocIssuer.Issue(scene.Issue);

    [Fact]
    public void Asks_for_the_proof_of_its_own_licence()
    {
        var question = Open(licence).IssuanceQuestion!;
        var payload = ((CborList)((CborMap)CborNode.Parse(licence))["issuerAuth"])[2].ToBytes();
        Assert.Equal((scene.StatusUri, Scene.StatusIndex, (long)Scene.StatusIndex), (question.StatusUri, question.Index, question.Entry));
        Assert.Equal(SHA256.HashData(payload), question.MsoSha256.ToArray());
    }

    [Fact]
    public void Carries_a_proof_without_touching_what_was_signed()
    {
        var carrying = Open(licence).WithProof(Proof());
        var before = (CborList)((CborMap)CborNode.Parse(licence))["issuerAuth"];
        var after = (CborList)((CborMap)CborNode.Parse(carrying.ToIssuerSigned()))["issuerAuth"];
        foreach (var i in new[] { 0, 2, 3 })
            Assert.Equal(before[i].Encode(), after[i].Encode());
        Assert.Equal(((CborMap)before[1]).Pairs[0].Value.Encode(), ((CborMap)after[1]).Pairs[0].Value.Encode());
        Assert.Equal(2, ((CborMap)after[1]).Pairs.Count);
        Assert.True(carrying.CarriesProof);
        Assert.False(Open(licence).CarriesProof);

        var verdict = scene.Decide(carrying.Present(carrying.Elements, Scene.Transcript));
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(Open(licence).Elements, carrying.Elements);
    }

    [Fact]
    public void Carries_the_newest_proof_alone()
    {
        var once = Open(licence).WithProof(Proof());
        var twice = Open(once.ToIssuerSigned()).WithProof(Proof());
        var header = (CborMap)((CborList)((CborMap)CborNode.Parse(twice.ToIssuerSigned()))["issuerAuth"])[1];
        Assert.Equal(2, header.Pairs.Count);
    }

    [Fact]
    public void Writes_the_licence_that_it_was_opened_with() => Assert.Equal(licence, Open(licence).ToIssuerSigned());

    [Fact]
    public void Rejects_a_proof_of_another_licence_and_bytes_that_are_none()
    {
        var other = Open(MdocIssuer.Issue(scene.Issue));
        Assert.Throws<ArgumentException>(() => other.WithProof(Proof()));
        Assert.Throws<ArgumentException>(() => Open(licence).WithProof(new byte[] { 0xA0 }));
        Assert.Throws<ArgumentException>(() => Open(licence).WithProof(Proof()[..^1]));
    }

    [Theory]
    [InlineData("https://hub.test/status/310000/0", 7, 7L)]
    [InlineData("https://hub.test/status/310000/3", 7, 3L * (1 << 20) + 7)]
    [InlineData("https://hub.test/status/310000/00", 7, null)]
    [InlineData("https://hub.test/status/310000/", 7, null)]
    [InlineData("https://hub.test/status/310000/-1", 7, null)]
    [InlineData("https://hub.test/status/310000/1.2", 7, null)]
    [InlineData("https://hub.test/status/310000/99999999999", 7, null)]
    [InlineData("https://hub.test/status/310000/0", 1 << 20, null)]
    public void Finds_the_entry_of_a_status_reference(string uri, long index, long? entry) => Assert.Equal(entry, IssuanceLeaf.EntryOf(uri, index));

    private Wallet Open(byte[] issuerSigned) => new(scene.DeviceKey, issuerSigned);

    private byte[] Proof()
    {
        var question = Open(licence).IssuanceQuestion!;
        var leaf = IssuanceLeaf.Hash(blind, question.MsoSha256.Span, question.Entry);
        return SampleIssuance.Log(log, "310000", scene.Home.StatusKey, [leaf], Scene.Shown.AddDays(-14)).Prove(blind, 0).Write();
    }
}
