using System.Formats.Cbor;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Status;

public sealed class LiveAssertionTests
{
    private static byte[] Sign(LiveStatusClaims? claims = null, ISigner? signer = null, string keyId = Samples.KeyId) =>
        LiveAssertion.Sign(claims ?? Samples.Answer, signer ?? Samples.Signer, keyId);

    private static StatusResult<LiveStatus> Verify(byte[] assertion, LiveStatusQuestion? question = null, DateTimeOffset? now = null) =>
        LiveAssertion.Verify(assertion, question ?? Samples.Question, Samples.StatusKey, now ?? Samples.Now);

    [Fact]
    public void Accepts_the_answer_to_its_question()
    {
        var live = Verify(Sign()).Value;
        Assert.Equal(Samples.KeyId, live.KeyId);
        Assert.Equal(Samples.Answer with { Nonce = default }, live.Claims with { Nonce = default });
        Assert.Equal(Samples.Answer.Nonce.ToArray(), live.Claims.Nonce.ToArray());
        Assert.False(live.IsExpiredAt(Samples.Now));
        Assert.True(live.IsExpiredAt(Samples.Now.AddMinutes(10)));
    }

    [Fact]
    public void Accepts_an_answer_without_points()
    {
        var live = Verify(Sign(Samples.Answer with { Points = null, PointsClear = null })).Value;
        Assert.Null(live.Claims.Points);
        Assert.Null(live.Claims.PointsClear);
    }

    [Fact]
    public void Rejects_a_replayed_answer_to_an_earlier_question() =>
        Assert.Equal(StatusFault.WrongNonce, Verify(Sign(), Samples.Question with { Nonce = new byte[16] }).Fault);

    [Fact]
    public void Accepts_a_kept_answer_to_another_question_and_checks_everything_else()
    {
        static StatusFault? FaultOf(byte[] assertion, LiveStatusQuestion about, DateTimeOffset now) =>
            LiveAssertion.VerifyKept(assertion, about, Samples.StatusKey, now) is { Ok: false } refused ? refused.Fault : null;
        var about = Samples.Question with { Nonce = default };
        var bytes = Sign();
        Assert.Equal(bytes, LiveAssertion.VerifyKept(bytes, about, Samples.StatusKey, Samples.Now).Value.Bytes.ToArray());
        Assert.Equal(StatusFault.WrongSubject, FaultOf(bytes, about with { Index = 0 }, Samples.Now));
        Assert.Equal(StatusFault.WrongSubject, FaultOf(bytes, about with { Region = "320000" }, Samples.Now));
        Assert.Equal(StatusFault.Expired, FaultOf(bytes, about, Samples.Now.AddMinutes(10)));
        Assert.Equal(StatusFault.BadSignature, FaultOf(Sign(signer: Samples.Stranger), about, Samples.Now));
        Assert.Equal(StatusFault.UnknownKey, FaultOf(Sign(keyId: "someone-else"), about, Samples.Now));
        Assert.Equal(StatusFault.Malformed, FaultOf(bytes[..^1], about, Samples.Now));
    }

    [Fact]
    public void Rejects_an_answer_about_another_region_list_or_licence()
    {
        Assert.Equal(StatusFault.WrongSubject, Verify(Sign(), Samples.Question with { Region = "320000" }).Fault);
        Assert.Equal(StatusFault.WrongSubject, Verify(Sign(), Samples.Question with { StatusUri = "http://hub.test/status/310000/1" }).Fault);
        Assert.Equal(StatusFault.WrongSubject, Verify(Sign(), Samples.Question with { Index = 0 }).Fault);
    }

    [Fact]
    public void Rejects_a_key_that_is_not_the_regions_and_a_stranger_that_borrows_its_name()
    {
        Assert.Equal(StatusFault.UnknownKey, Verify(Sign(keyId: "someone-else")).Fault);
        Assert.Equal(StatusFault.BadSignature, Verify(Sign(signer: Samples.Stranger)).Fault);
    }

    [Fact]
    public void Rejects_an_expired_answer_and_one_from_the_future()
    {
        var answer = Sign();
        Assert.True(Verify(answer, now: Samples.Now.AddMinutes(10).AddSeconds(-1)).Ok);
        Assert.Equal(StatusFault.Expired, Verify(answer, now: Samples.Now.AddMinutes(10)).Fault);
        Assert.True(Verify(answer, now: Samples.Now - VerifiedStatusList.ClockSkew).Ok);
        Assert.Equal(StatusFault.FromTheFuture, Verify(answer, now: Samples.Now - VerifiedStatusList.ClockSkew - TimeSpan.FromSeconds(1)).Fault);
    }

    [Fact]
    public void Rejects_a_life_of_more_than_ten_minutes_though_signed() =>
        Assert.Equal(StatusFault.TooLong, Verify(SignClaims(claims => claims[4] = w => w.WriteInt64(Samples.Now.AddSeconds(601).ToUnixTimeSeconds()))).Fault);

    [Fact]
    public void Rejects_a_value_milder_than_its_letters_though_signed() =>
        Assert.Equal(StatusFault.Malformed, Verify(SignClaims(claims => claims[-65_539] = w => w.WriteInt32((int)StatusValue.Valid))).Fault);

    [Fact]
    public void Accepts_an_answer_that_does_not_tell_its_letters()
    {
        var untold = Samples.Answer with { Letters = "", Points = null, Value = StatusValue.Valid };
        var claims = Verify(Sign(untold)).Value.Claims;
        Assert.Equal("", claims.Letters);
        Assert.Equal(StatusValue.Valid, claims.Value);
    }

    [Fact]
    public void Accepts_a_value_worse_than_its_letters_and_reads_a_reserved_one_as_invalid()
    {
        Assert.Equal(StatusValue.Invalid, Verify(SignClaims(claims => claims[-65_539] = w => w.WriteInt32(1))).Value.Claims.Value);
        Assert.Equal(StatusValue.Invalid, Verify(SignClaims(claims => claims[-65_539] = w => w.WriteInt32(9))).Value.Claims.Value);
    }

    [Fact]
    public void Takes_the_regions_value_when_it_used_a_letter_table_unknown_here()
    {
        var live = Verify(SignClaims(claims =>
        {
            claims[-65_541] = w => w.WriteTextString("GA/T 16.25/9");
            claims[-65_539] = w => w.WriteInt32((int)StatusValue.Valid);
        }));
        Assert.Equal(StatusValue.Valid, live.Value.Claims.Value);
    }

    [Theory]
    [InlineData(-65_540, "")]
    [InlineData(-65_540, "BB")]
    [InlineData(-65_540, "b")]
    [InlineData(-65_540, "BDJ ")]
    [InlineData(-65_543, "2021-13-01")]
    [InlineData(-65_543, "2021-3-1")]
    [InlineData(1, "31000")]
    [InlineData(1, "31000a")]
    public void Rejects_a_text_out_of_its_form_though_signed(int label, string text) =>
        Assert.Equal(StatusFault.Malformed, Verify(SignClaims(claims => claims[label] = w => w.WriteTextString(text))).Fault);

    [Theory]
    [InlineData(-65_542, -1)]
    [InlineData(-65_542, 1000)]
    [InlineData(-65_538, -1)]
    [InlineData(-65_538, 1 << 20)]
    [InlineData(-65_539, 256)]
    [InlineData(6, -1)]
    public void Rejects_a_number_out_of_its_range_though_signed(int label, long number) =>
        Assert.Equal(StatusFault.Malformed, Verify(SignClaims(claims => claims[label] = w => w.WriteInt64(number))).Fault);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(-65_538)]
    [InlineData(-65_539)]
    [InlineData(-65_540)]
    [InlineData(-65_541)]
    public void Rejects_an_answer_without_a_claim_that_it_needs(int label) =>
        Assert.Equal(StatusFault.Malformed, Verify(SignClaims(claims => claims.Remove(label))).Fault);

    [Fact]
    public void Rejects_a_status_list_and_an_untyped_message_as_an_answer()
    {
        Assert.Equal(StatusFault.WrongType, Verify(CoseSign1.Sign(Samples.Signer, CoseHeaders.None, Payload(Sign()))).Fault);
        var small = new StatusListBuilder(4, 16).ToList();
        Assert.Equal(StatusFault.WrongType, Verify(StatusListToken.ToCwt(small, Samples.Claims, Samples.Signer, Samples.KeyId)).Fault);
    }

    [Fact]
    public void Rejects_any_single_bit_flipped()
    {
        var assertion = Sign();
        for (var bit = 0; bit < assertion.Length * 8; bit++)
        {
            var flipped = assertion.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verify(flipped).Ok, $"bit {bit}");
        }
    }

    [Fact]
    public void Survives_mutated_answers_signed_or_not()
    {
        var good = Sign();
        Mutations.Of(good, 4, 3_000, mutant => Verify(mutant));
        var headers = CoseSign1.Parse(good).Value.Headers;
        Mutations.Of(Payload(good), 5, 3_000, mutant => Verify(CoseSign1.Sign(Samples.Signer, headers, mutant)));
        Assert.Equal(StatusFault.Malformed, Verify(new byte[5_000]).Fault);
    }

    [Fact]
    public void Refuses_to_sign_what_no_verifier_would_take()
    {
        LiveStatusClaims[] wrong =
        [
            Samples.Answer with { Value = StatusValue.Valid },
            Samples.Answer with { Expires = Samples.Now.AddMinutes(11) },
            Samples.Answer with { Expires = Samples.Now },
            Samples.Answer with { Nonce = new byte[15] },
            Samples.Answer with { Letters = "BB" },
            Samples.Answer with { Region = "31" },
        ];
        Assert.All(wrong, claims => Assert.Throws<ArgumentException>(() => Sign(claims)));
    }

    private static byte[] Payload(byte[] assertion) => CoseSign1.Parse(assertion).Value.Payload!.Value.ToArray();

    /// <summary>Signs claims that our own writer would not write.</summary>
    private static byte[] SignClaims(Action<Dictionary<int, Action<CborWriter>>> alter)
    {
        var claims = new Dictionary<int, Action<CborWriter>>();
        var reader = new CborReader(Payload(Sign()));
        for (var left = reader.ReadStartMap(); left > 0; left--)
        {
            var label = reader.ReadInt32();
            var value = reader.ReadEncodedValue().ToArray();
            claims[label] = w => w.WriteEncodedValue(value);
        }
        alter(claims);
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(claims.Count);
        foreach (var (label, write) in claims)
        {
            writer.WriteInt32(label);
            write(writer);
        }
        writer.WriteEndMap();
        return CoseSign1.Sign(Samples.Signer, CoseSign1.Parse(Sign()).Value.Headers, writer.Encode());
    }
}
