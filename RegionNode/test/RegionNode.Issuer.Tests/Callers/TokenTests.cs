using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Callers;

public sealed class TokenTests
{
    private const string Outbox = "/operator/outbox";
    private const string NoLicence = "/licences/none"; // A known caller is told that there is none.

    [Fact]
    public async Task Accepts_a_person_of_a_registered_system_over_any_key()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        Assert.Equal("NoSuchLicence", (await CallAsync(region, NoLicence, police.Sign())).Problem);
        Assert.Equal("Forbidden", (await CallAsync(region, NoLicence, token: null)).Problem);
    }

    [Fact]
    public async Task Rejects_a_role_that_the_token_does_not_give()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        var answer = await CallAsync(region, Outbox, police.Sign(police.Claims(scope: "counter reviewer")));
        Assert.Equal("RoleMissing", answer.Problem);
        Assert.Equal("operator", answer.Json["roles"]![0]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(region, Outbox, police.Sign(police.Claims(scope: "counter operator")))).Status);
    }

    [Fact]
    public async Task Rejects_a_role_that_the_system_may_not_give()
    {
        await using var region = await StartAsync("--Node:CallerRoles:kiosk=counter");
        using var kiosk = new TokenSystem(region, "kiosk");
        Assert.Equal("Scope", Reason(await CallAsync(region, Outbox, kiosk.Sign(kiosk.Claims(scope: "counter operator")))));
        Assert.Equal("NoSuchLicence", (await CallAsync(region, NoLicence, kiosk.Sign())).Problem);
    }

    [Fact]
    public async Task Rejects_a_role_that_a_key_alone_does_not_have()
    {
        using var feed = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        await using var region = await StartAsync($"--Node:ProvinceSystemPins:1={feed.Pin}", $"--Node:CallerRoles:{feed.Pin}=registry");
        using var client = region.Client(feed);
        Assert.Equal("RoleMissing", (await Answer.OfAsync(await client.GetAsync(new Uri(Outbox, UriKind.Relative)))).Problem);
        using var office = Office.Of(region);
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync(Outbox)).Status); // Nothing said of it: all roles, as before.
    }

    [Fact]
    public async Task Rejects_a_token_that_nobody_signed()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        foreach (var alg in new[] { "none", "None", "", "es256" })
            Assert.Equal("Algorithm", Reason(await CallAsync(region, NoLicence, police.Sealed(null, new JsonObject { ["alg"] = alg }, _ => []))));
        Assert.Equal("Signature", Reason(await CallAsync(region, NoLicence, police.Sealed(null, null, _ => new byte[64]))));
        Assert.Equal("Signature", Reason(await CallAsync(region, NoLicence, police.Sealed(null, null, _ => []))));
    }

    [Fact]
    public async Task Rejects_a_token_whose_algorithm_takes_the_public_key_for_a_secret()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        var known = System.Text.Encoding.UTF8.GetBytes(police.PublicPem);
        Assert.Equal("Algorithm", Reason(await CallAsync(region, NoLicence, police.Sealed(null, new JsonObject { ["alg"] = "HS256" }, input => HMACSHA256.HashData(known, input)))));
        Assert.Equal("Signature", Reason(await CallAsync(region, NoLicence, police.Sealed(null, null, input => HMACSHA256.HashData(known, input)))));
    }

    [Theory]
    [InlineData("jwk")]
    [InlineData("jku")]
    [InlineData("x5u")]
    [InlineData("x5c")]
    [InlineData("crit")]
    [InlineData("b64")]
    public async Task Rejects_a_header_that_would_bring_its_own_key_or_rules(string member)
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        Assert.Equal("Malformed", Reason(await CallAsync(region, NoLicence, police.Sign(header: new JsonObject { ["alg"] = "ES256", [member] = "x" }))));
    }

    [Fact]
    public async Task Rejects_a_token_signed_with_another_key_or_in_anothers_name()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        using var kiosk = new TokenSystem(region, "kiosk");
        using var thief = new TokenSystem(region, "police", registered: false);
        using var unknown = new TokenSystem(region, "../keys/tls", registered: false);
        Assert.Equal("Signature", Reason(await CallAsync(region, NoLicence, thief.Sign())));
        Assert.Equal("Signature", Reason(await CallAsync(region, NoLicence, kiosk.Sign(police.Claims()))));
        Assert.Equal("Malformed", Reason(await CallAsync(region, NoLicence, unknown.Sign())));
    }

    [Fact]
    public async Task Rejects_a_token_for_another_node()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        foreach (var audience in new[] { "https://other.example.invalid", TokenSystem.Audience + ".evil.invalid", "" })
        {
            var claims = police.Claims();
            claims["aud"] = audience;
            Assert.Equal("Audience", Reason(await CallAsync(region, NoLicence, police.Sign(claims))));
        }
    }

    [Theory]
    [InlineData(-120, 60, "Expired")]
    [InlineData(-60, 60, "Expired")]
    [InlineData(0, 301, "Expired")]
    [InlineData(0, 0, "Expired")]
    [InlineData(120, 60, "NotYet")]
    [InlineData(0, 300, null)]
    public async Task Rejects_a_token_before_and_after_its_life(int issuedIn, int life, string? refusal)
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        region.Clock.Advance(TimeSpan.FromHours(1)); // So that no token is from before the start.
        var claims = police.Claims(lifeSeconds: life);
        claims["iat"] = claims["iat"]!.GetValue<long>() + issuedIn;
        claims["exp"] = claims["exp"]!.GetValue<long>() + issuedIn;
        var answer = await CallAsync(region, NoLicence, police.Sign(claims));
        Assert.Equal(refusal, answer.Problem == "NoSuchLicence" ? null : Reason(answer));
    }

    [Fact]
    public async Task Rejects_a_token_that_was_used_and_one_that_may_have_been_used_before_the_start()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        var token = police.Sign();
        Assert.Equal("NoSuchLicence", (await CallAsync(region, NoLicence, token)).Problem);
        Assert.Equal("Replayed", Reason(await CallAsync(region, NoLicence, token)));
        Assert.Equal("Replayed", Reason(await CallAsync(region, Outbox, token)));
        await region.StopIssuerAsync();
        region.Clock.Advance(TimeSpan.FromSeconds(2));
        await region.StartIssuerAsync();
        Assert.Equal("Replayed", Reason(await CallAsync(region, NoLicence, token)));
    }

    [Fact]
    public async Task Rejects_after_a_start_what_a_clock_that_is_ahead_made_before_it()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        var ahead = (int)TokenCheck.AheadOnce.TotalSeconds - 1; // A second passes unseen.
        var token = police.Sign(MadeIn(police, ahead));
        Assert.Equal("NoSuchLicence", (await CallAsync(region, NoLicence, token)).Problem);
        Assert.Equal("NotYet", Reason(await CallAsync(region, NoLicence, police.Sign(MadeIn(police, 20)))));
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        Assert.Equal("Replayed", Reason(await CallAsync(region, NoLicence, token)));
        region.Clock.Advance(TokenCheck.AheadOnce);
        Assert.Equal("Replayed", Reason(await CallAsync(region, NoLicence, token)));
        region.Clock.Advance(TimeSpan.FromSeconds(20)); // However long the start took.
        Assert.Equal("NoSuchLicence", (await CallAsync(region, NoLicence, police.Sign())).Problem);
    }

    [Fact]
    public void Keeps_one_systems_many_tokens_from_filling_anothers_place()
    {
        var clock = new TestClock();
        var spent = new SpentTokens(clock);
        var expires = clock.GetUtcNow() + CallerToken.MostLife;
        for (var i = 0; i < SpentTokens.Most; i++)
            Assert.Null(spent.Spend("noisy", $"{i}", expires));
        Assert.Equal(TokenRefusal.Full, spent.Spend("noisy", "one more", expires));
        Assert.Equal(TokenRefusal.Replayed, spent.Spend("noisy", "0", expires));
        Assert.Null(spent.Spend("police", "0", expires)); // An id is the system's own.
        Assert.Equal(TokenRefusal.Replayed, spent.Spend("police", "0", expires));
        clock.Advance(CallerToken.MostLife);
        Assert.Null(spent.Spend("noisy", "one more", clock.GetUtcNow() + CallerToken.MostLife));
    }

    [Fact]
    public async Task Accepts_a_bound_token_again_on_its_connection_and_rejects_it_on_another()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        var claims = police.Claims();
        claims["cnf"] = new JsonObject { ["x5t#S256"] = Base64Url.EncodeToString(region.Stranger.Certificate.GetCertHash(HashAlgorithmName.SHA256)) };
        var token = police.Sign(claims);
        for (var i = 0; i < 3; i++)
            Assert.Equal("NoSuchLicence", (await CallAsync(region, NoLicence, token)).Problem);
        using var other = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        Assert.Equal("OtherConnection", Reason(await CallAsync(region, NoLicence, token, other)));
    }

    [Fact]
    public async Task Rejects_a_token_without_a_certificate_and_one_through_the_gateway()
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        using var bare = region.Client(null);
        bare.DefaultRequestHeaders.Authorization = new("Bearer", police.Sign());
        await Assert.ThrowsAsync<HttpRequestException>(() => bare.GetAsync(new Uri(NoLicence, UriKind.Relative)));
        Assert.Equal("Forbidden", (await CallAsync(region, NoLicence, police.Sign(), region.Gateway)).Problem);
    }

    [Theory]
    [InlineData("scope", "\"counter counter\"", "Scope")]
    [InlineData("scope", "\"Counter\"", "Scope")]
    [InlineData("scope", "\"root\"", "Scope")]
    [InlineData("scope", "\"\"", "Scope")]
    [InlineData("scope", "[\"counter\"]", "Malformed")]
    [InlineData("sub", "\"\"", "Malformed")]
    [InlineData("sub", "\"a/b\"", "Malformed")]
    [InlineData("sub", "null", "Malformed")]
    [InlineData("jti", "\"\"", "Malformed")]
    [InlineData("exp", "\"9999999999\"", "Malformed")]
    [InlineData("exp", "1.5", "Malformed")]
    [InlineData("exp", "-1", "Malformed")]
    [InlineData("nbf", "\"x\"", "Malformed")]
    [InlineData("cnf", "{}", "Malformed")]
    [InlineData("admin", "true", "Malformed")]
    public async Task Rejects_a_claim_that_is_not_one(string claim, string json, string refusal)
    {
        await using var region = await StartAsync();
        using var police = new TokenSystem(region, "police");
        var claims = police.Claims();
        claims[claim] = JsonNode.Parse(json);
        Assert.Equal(refusal, Reason(await CallAsync(region, NoLicence, police.Sign(claims))));
    }

    [Fact]
    public async Task Survives_headers_that_are_no_tokens()
    {
        await using var region = await StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        foreach (var header in new[] { "Bearer", "Bearer ", "bearer x", "Basic dTpw", "Bearer a.b", "Bearer ..", "Bearer a.b.c.d", "Bearer " + new string('a', 9000) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, NoLicence);
            request.Headers.TryAddWithoutValidation("Authorization", header);
            Assert.Equal("Malformed", Reason(await Answer.OfAsync(await client.SendAsync(request)))); // Not taken for the key alone.
        }
    }

    [Fact]
    public async Task Writes_the_person_into_the_books_and_forgets_a_key_that_was_taken_away()
    {
        await using var region = await StartAsync();
        using var office = Office.Of(region);
        using var police = new TokenSystem(region, "police");
        var offer = await office.OfferAsync(1);
        var path = $"/licences/{offer["licenceId"]!.GetValue<string>()}";
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(region, path, police.Sign(police.Claims("staff-17")))).Status);
        File.Delete(Path.Combine(region.DataDir, CallerKeys.Folder, "police.pem"));
        region.Clock.Advance(CallerKeys.Kept * 2);
        Assert.Equal("Signature", Reason(await CallAsync(region, path, police.Sign())));
    }

    private static Task<TestRegion> StartAsync(params string[] settings) => TestRegion.StartAsync([$"--Node:TokenAudience={TokenSystem.Audience}", .. settings]);

    private static JsonObject MadeIn(TokenSystem system, int seconds)
    {
        var claims = system.Claims();
        claims["iat"] = claims["iat"]!.GetValue<long>() + seconds;
        claims["exp"] = claims["exp"]!.GetValue<long>() + seconds;
        return claims;
    }

    private static string Reason(Answer answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("TokenRefused", answer.Problem);
        return answer.Json["reason"]!.GetValue<string>();
    }

    private static async Task<Answer> CallAsync(TestRegion region, string path, string? token, TlsIdentity? identity = null)
    {
        using var client = region.Client(identity ?? region.Stranger);
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return await Answer.OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));
    }
}
