using System.Text.Json.Nodes;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Status;

public sealed class VerifiedStatusListTests
{
    private static StatusResult<VerifiedStatusList> Verify(byte[] cwt, string uri = Samples.Uri, DateTimeOffset? now = null) =>
        VerifiedStatusList.Verify(cwt, uri, Samples.StatusKey, now ?? Samples.Now);

    [Fact]
    public void Accepts_our_own_in_both_forms()
    {
        var cwt = Verify(Samples.Cwt()).Value;
        var jwt = VerifiedStatusList.VerifyJwt(
            StatusListToken.ToJwt(Samples.List, Samples.Claims, Samples.Signer, Samples.KeyId), Samples.Uri, Samples.StatusKey, Samples.Now).Value;
        foreach (var list in new[] { cwt, jwt })
        {
            Assert.Equal(Samples.Claims, list.Claims);
            Assert.Equal(Samples.KeyId, list.KeyId);
            Assert.Equal(StatusValue.Invalid, list.StatusOf(0));
            Assert.Equal(StatusValue.Superseded, list.StatusOf(1));
            Assert.Equal(StatusValue.Invalid, list.StatusOf(2)); // 0x7 is reserved
            Assert.Equal(StatusValue.Transferred, list.StatusOf(3));
            Assert.Equal(StatusValue.Valid, list.StatusOf(4));
            Assert.Equal(StatusValue.Suspended, list.StatusOf((1 << 20) - 1));
            Assert.Equal(TimeSpan.FromMinutes(5), list.AgeAt(Samples.Now));
            Assert.Equal(Samples.Now.AddMinutes(5), list.Claims.RefreshAt);
        }
    }

    [Fact]
    public void Accepts_a_token_with_the_least_claims()
    {
        var claims = new StatusListClaims(Samples.Uri, Samples.Now);
        Assert.Equal(claims, Verify(Samples.Cwt(claims)).Value.Claims);
        Assert.Null(claims.RefreshAt);
    }

    [Fact]
    public void Rejects_the_list_of_another_region_served_under_this_uri() =>
        Assert.Equal(StatusFault.WrongSubject, Verify(Samples.Cwt(Samples.Claims with { Uri = "http://hub.test/status/320000/0" })).Fault);

    [Fact]
    public void Rejects_a_key_that_is_not_the_regions_and_a_stranger_that_borrows_its_name()
    {
        Assert.Equal(StatusFault.UnknownKey, Verify(Samples.Cwt(keyId: "someone-else")).Fault);
        Assert.Equal(StatusFault.BadSignature, Verify(Samples.Cwt(signer: Samples.Stranger)).Fault);
    }

    [Fact]
    public void Rejects_a_token_from_the_future_beyond_the_skew_of_clocks()
    {
        StatusListClaims At(TimeSpan ahead) => Samples.Claims with { IssuedAt = Samples.Now + ahead };
        Assert.True(Verify(Samples.Cwt(At(VerifiedStatusList.ClockSkew))).Ok);
        Assert.Equal(TimeSpan.Zero, Verify(Samples.Cwt(At(VerifiedStatusList.ClockSkew))).Value.AgeAt(Samples.Now));
        Assert.Equal(StatusFault.FromTheFuture, Verify(Samples.Cwt(At(VerifiedStatusList.ClockSkew + TimeSpan.FromSeconds(1)))).Fault);
    }

    [Fact]
    public void Rejects_an_expired_token_from_the_very_second()
    {
        var cwt = Samples.Cwt();
        var end = Samples.Claims.Expires!.Value;
        var list = Verify(cwt, now: end.AddSeconds(-1)).Value;
        Assert.False(list.IsExpiredAt(end.AddSeconds(-1)));
        Assert.True(list.IsExpiredAt(end));
        Assert.Equal(StatusFault.Expired, Verify(cwt, now: end).Fault);
    }

    [Fact]
    public void Rejects_a_signed_list_that_is_a_zlib_bomb()
    {
        using var bomb = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(bomb, System.IO.Compression.CompressionLevel.Fastest))
            zlib.Write(new byte[64 << 20]);
        var jwt = JwsCompact.Sign(Samples.Signer, Header(), Payload(p => p["status_list"]!["lst"] = System.Buffers.Text.Base64Url.EncodeToString(bomb.ToArray())));
        Assert.Equal(StatusFault.BadList, VerifyJwt(jwt).Fault);
    }

    /// <summary>The bomb is by a stranger: it must fail at the signature, before anything is inflated.</summary>
    [Fact]
    public void Rejects_a_strangers_bomb_before_it_is_touched()
    {
        var jwt = JwsCompact.Sign(Samples.Stranger, Header(), Payload(p => p["status_list"]!["lst"] = "AAAA"));
        Assert.Equal(StatusFault.BadSignature, VerifyJwt(jwt).Fault);
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("iat")]
    [InlineData("status_list")]
    public void Rejects_a_token_without_a_claim_that_it_needs(string claim) =>
        Assert.Equal(StatusFault.Malformed, VerifyJwt(JwsCompact.Sign(Samples.Signer, Header(), Payload(p => p.Remove(claim)))).Fault);

    [Theory]
    [InlineData("iat", "-1")]
    [InlineData("iat", "\"1602489300\"")]
    [InlineData("iat", "1602489300.5")]
    [InlineData("iat", "99999999999999")]
    [InlineData("exp", "1")]
    [InlineData("exp", "null")]
    [InlineData("ttl", "0")]
    [InlineData("ttl", "-600")]
    [InlineData("ttl", "99999999999")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "1")]
    [InlineData("list_version", "0")]
    [InlineData("list_version", "-1")]
    [InlineData("status_list", "[]")]
    [InlineData("status_list", "{}")]
    [InlineData("status_list", """{"bits":4,"lst":"!!"}""")]
    [InlineData("status_list", """{"bits":4,"lst":""}""")]
    [InlineData("status_list", """{"bits":"4","lst":"eNrbuRgAAhcBXQ"}""")]
    public void Rejects_a_claim_out_of_its_range(string claim, string json)
    {
        var payload = Payload(_ => { }).ToJsonString();
        var altered = JsonNode.Parse(payload)!.AsObject();
        altered[claim] = JsonNode.Parse(json);
        Assert.Equal(StatusFault.Malformed, VerifyJwt(SignRaw(altered.ToJsonString())).Fault);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Rejects_a_width_that_does_not_exist(int bits) =>
        Assert.Equal(StatusFault.BadList, VerifyJwt(JwsCompact.Sign(Samples.Signer, Header(), Payload(p => p["status_list"]!["bits"] = bits))).Fault);

    [Theory]
    [InlineData("JWT")]
    [InlineData("statuslist+cwt")]
    [InlineData("application/statuslist+jwt")]
    public void Rejects_a_JWT_signed_for_another_use(string type)
    {
        var header = Header();
        header["typ"] = type;
        Assert.Equal(StatusFault.WrongType, VerifyJwt(JwsCompact.Sign(Samples.Signer, header, Payload(_ => { }))).Fault);
    }

    [Fact]
    public void Rejects_a_live_assertion_and_an_untyped_CWT_as_a_list()
    {
        Assert.Equal(StatusFault.WrongType, Verify(LiveAssertion.Sign(Samples.Answer, Samples.Signer, Samples.KeyId)).Fault);
        var payload = CoseSign1.Parse(Samples.Cwt()).Value.Payload!.Value;
        Assert.Equal(StatusFault.WrongType, Verify(CoseSign1.Sign(Samples.Signer, CoseHeaders.None, payload.Span)).Fault);
    }

    [Fact]
    public void Rejects_a_detached_CWT_and_a_JWT_in_the_CWTs_place()
    {
        var headers = CoseSign1.Parse(Samples.Cwt()).Value.Headers;
        var payload = CoseSign1.Parse(Samples.Cwt()).Value.Payload!.Value;
        Assert.Equal(StatusFault.Malformed, Verify(CoseSign1.Sign(Samples.Signer, headers, payload.Span, detached: true)).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(System.Text.Encoding.ASCII.GetBytes(
            StatusListToken.ToJwt(Samples.List, Samples.Claims, Samples.Signer, Samples.KeyId))).Fault);
    }

    [Fact]
    public void Rejects_any_single_bit_flipped()
    {
        var cwt = Samples.Cwt();
        for (var bit = 0; bit < cwt.Length * 8; bit += 7)
        {
            var flipped = cwt.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verify(flipped).Ok, $"bit {bit}");
        }
    }

    [Fact]
    public void Survives_mutated_tokens_in_both_forms()
    {
        var cwt = Samples.Cwt();
        Mutations.Of(cwt, 1, 3_000, mutant => Assert.True(!Verify(mutant).Ok || mutant.SequenceEqual(cwt)));
        var jwt = System.Text.Encoding.ASCII.GetBytes(StatusListToken.ToJwt(Samples.List, Samples.Claims, Samples.Signer, Samples.KeyId));
        Mutations.Of(jwt, 2, 3_000, mutant => VerifyJwt(System.Text.Encoding.Latin1.GetString(mutant)));
    }

    [Fact]
    public void Survives_mutated_claims_that_are_signed()
    {
        var read = CoseSign1.Parse(Samples.Cwt()).Value;
        Mutations.Of(read.Payload!.Value.ToArray(), 3, 3_000, mutant => Verify(CoseSign1.Sign(Samples.Signer, read.Headers, mutant)));
    }

    [Fact]
    public void Rejects_a_token_that_is_empty_or_too_large()
    {
        Assert.Equal(StatusFault.Malformed, Verify([]).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(new byte[3_000_000]).Fault);
        Assert.Equal(StatusFault.Malformed, VerifyJwt(string.Empty).Fault);
        Assert.Equal(StatusFault.Malformed, VerifyJwt(new string('a', 3_000_000)).Fault);
    }

    [Fact]
    public void Rejects_an_older_or_equal_version_and_another_uri_as_a_successor()
    {
        VerifiedStatusList At(long version) => Verify(Samples.Cwt(Samples.Claims with { ListVersion = version })).Value;
        Assert.True(At(1).Supersedes(null));
        Assert.True(At(8).Supersedes(At(7)));
        Assert.False(At(7).Supersedes(At(7)));
        Assert.False(At(6).Supersedes(At(7)));
        var other = Verify(Samples.Cwt(Samples.Claims with { Uri = "http://other.test/0", ListVersion = 9 }), "http://other.test/0").Value;
        Assert.False(other.Supersedes(At(7)));
    }

    [Fact]
    public void Refuses_to_sign_claims_that_no_reader_would_take()
    {
        StatusListClaims[] wrong =
        [
            Samples.Claims with { Uri = "" },
            Samples.Claims with { Expires = Samples.Claims.IssuedAt },
            Samples.Claims with { Ttl = TimeSpan.Zero },
            Samples.Claims with { ListVersion = -1 },
            Samples.Claims with { AggregationUri = new string('x', 513) },
        ];
        Assert.All(wrong, claims => Assert.Throws<ArgumentException>(() => Samples.Cwt(claims)));
    }

    private static StatusResult<VerifiedStatusList> VerifyJwt(string jwt) =>
        VerifiedStatusList.VerifyJwt(jwt, Samples.Uri, Samples.StatusKey, Samples.Now);

    private static JsonObject Header() => new() { ["typ"] = "statuslist+jwt", ["kid"] = Samples.KeyId };

    private static JsonObject Payload(Action<JsonObject> alter)
    {
        var payload = JwsCompact.Parse(StatusListToken.ToJwt(Samples.List, Samples.Claims, Samples.Signer, Samples.KeyId)).Value.Payload;
        alter(payload);
        return payload;
    }

    /// <summary>Signs a payload that our own writer would not write.</summary>
    private static string SignRaw(string payload)
    {
        static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
        var input = $"{Part($$"""{"alg":"ES256","typ":"statuslist+jwt","kid":"{{Samples.KeyId}}"}""")}.{Part(payload)}";
        var signature = Samples.Signer.Sign(System.Text.Encoding.ASCII.GetBytes(input), SignatureForm.P1363);
        return $"{input}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }
}
