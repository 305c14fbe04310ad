using TrustList.Format.Disputes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Disputes;

public sealed class DisputeTests
{
    private static readonly DateTimeOffset At = SpecDispute.At;
    private static readonly DisputeClaims Claims = SpecDispute.Claims;
    private readonly SoftwareSigner reporting = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly SoftwareSigner home = SoftwareSigner.Create(SignatureAlgorithm.SM2);

    [Fact]
    public void Gives_the_published_hash() => Assert.Equal("7d8740d2fb4d61116141179072ddf2db353b355506e77c602c7d243a366de69f", LowerHex.Of(DisputeRecord.HashOf(Claims).Span));

    [Fact]
    public void Accepts_a_dispute_and_its_answer()
    {
        var claims = Claims with { Attachments = new byte[32] };
        var record = Verify(DisputeRecord.Sign(claims, reporting, "r"));
        Assert.True(record.Ok, record.Detail);
        Assert.Equal(DisputeRecord.HashOf(claims).ToArray(), record.Value.Hash.ToArray());
        Assert.Equal((claims.StatusUri, claims.Index, claims.Seen, claims.Fault), (record.Value.Claims.StatusUri, record.Value.Claims.Index, record.Value.Claims.Seen, record.Value.Claims.Fault));
        var answer = Answer(Sign(Claims));
        Assert.True(answer.Ok, answer.Detail);
        Assert.Equal((DisputeFinding.UpheldCorrected, StatusValue.Valid), (answer.Value.Claims.Finding, answer.Value.Claims.Value!.Value));
    }

    [Fact]
    public void Rejects_other_keys_kinds_and_times()
    {
        var stranger = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        Assert.Equal(StatusFault.BadSignature, Verify(DisputeRecord.Sign(Claims, stranger, "r")).Fault);
        Assert.Equal(StatusFault.UnknownKey, Verify(DisputeRecord.Sign(Claims, reporting, "q")).Fault);
        Assert.Equal(StatusFault.UnknownKey, Verify(DisputeRecord.Sign(Claims with { Reporting = "440000" }, reporting, "r")).Fault);
        Assert.Equal(StatusFault.WrongType, Verify(Sign(Claims)).Fault);
        Assert.Equal(StatusFault.FromTheFuture, Verify(DisputeRecord.Sign(Claims with { At = At.AddHours(1) }, reporting, "r")).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(new byte[Limits.DisputeBytes + 1]).Fault);
    }

    [Fact]
    public void Rejects_an_answer_to_anything_else()
    {
        Assert.Equal(StatusFault.WrongSubject, Answer(Sign(Claims with { Index = 8 })).Fault);
        Assert.Equal(StatusFault.WrongSubject, Answer(Sign(Claims with { Home = "440000" })).Fault);
        Assert.Equal(StatusFault.WrongType, Answer(DisputeRecord.Sign(Claims, home, "h")).Fault);
        Assert.Equal(StatusFault.BadSignature, Answer(Sign(Claims, reporting)).Fault);
        Assert.Equal(StatusFault.FromTheFuture, Answer(Sign(Claims, at: At.AddHours(1))).Fault);
    }

    [Fact]
    public void Refuses_to_sign_what_breaks_a_rule()
    {
        foreach (var broken in new[]
                 {
                     Claims with { Id = new byte[15] }, Claims with { Home = "33" }, Claims with { StatusUri = "" }, Claims with { Index = -1 },
                     Claims with { Index = Limits.StatusListEntries }, Claims with { Seen = (StatusValue)9 }, Claims with { Fault = 0 },
                     Claims with { Reporter = 0 }, Claims with { SeenAsOf = At.AddSeconds(1) }, Claims with { Attachments = new byte[31] },
                 })
            Assert.Throws<ArgumentException>(() => DisputeRecord.Sign(broken, reporting, "r"));
        DisputeAnswerClaims Finding(DisputeFinding finding, StatusValue? value) => new("330000", "310000", At, new byte[32], finding, value);
        Assert.Throws<ArgumentException>(() => DisputeAnswer.Sign(Finding(DisputeFinding.NotOurs, StatusValue.Valid), home, "h"));
        Assert.Throws<ArgumentException>(() => DisputeAnswer.Sign(Finding(DisputeFinding.NotUpheld, null), home, "h"));
    }

    [Fact]
    public void Survives_every_flipped_bit_and_every_cut()
    {
        var bytes = DisputeRecord.Sign(Claims, reporting, "r");
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = bytes.ToArray();
            flipped[i] ^= 1;
            Assert.False(Verify(flipped).Ok);
            Assert.False(Verify(bytes.AsMemory(0, i)).Ok);
            DisputeRecord.Unverified(flipped);
            DisputeAnswer.Unverified(flipped);
        }
    }

    [Fact]
    public void Has_words_for_every_fault_and_finding()
    {
        foreach (var text in Enum.GetValues<DisputedFault>().Select(DisputeText.Of).Concat(Enum.GetValues<DisputeFinding>().Select(DisputeText.Of)))
            Assert.True(text.Zh.Length > 0 && text.En.Length > 0);
    }

    private StatusResult<DisputeRecord> Verify(ReadOnlyMemory<byte> record) =>
        DisputeRecord.Verify(record, (region, id) => region == "310000" && id == "r" ? reporting.PublicKey : null, At);

    private byte[] Sign(DisputeClaims dispute, SoftwareSigner? key = null, DateTimeOffset? at = null) => DisputeAnswer.Sign(
        new DisputeAnswerClaims(dispute.Home, dispute.Reporting, at ?? At, DisputeRecord.HashOf(dispute), DisputeFinding.UpheldCorrected, StatusValue.Valid), key ?? home, "h");

    private StatusResult<DisputeAnswer> Answer(ReadOnlyMemory<byte> answer) => DisputeAnswer.Verify(answer, Claims, id => id == "h" ? home.PublicKey : null, At);
}
