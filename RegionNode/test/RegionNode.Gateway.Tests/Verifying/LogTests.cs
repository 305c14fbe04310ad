using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Credentials;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>What the log says of questions: who asked, and nothing of whom, however much of it is kept.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Names_the_party_of_answered_and_refused_questions_and_nobodys_licence()
    {
        using var police = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        using var log = new RecordedLog();
        await using var border = await Border.Open(world =>
        {
            world.OpenToAll = false;
            world.Settings.AddRange(["--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Debug", "--Logging:Console:LogLevel:Default=None"]);
            world.OwnRegion.Parties = SampleParties.Document(
                Border.Jiangsu, SampleParties.Party("police", Border.Start.AddDays(-1), Purpose.Roadside) with { TlsPins = [police.Pin] });
        });
        border.Gateway.LogTo(log);
        using var client = border.Gateway.Client(police);
        var (shown, code) = (border.Present(), border.Codes().ShowStatic());
        Assert.Equal(HttpStatusCode.OK, await Ask(client, Desk.Question(shown, "roadside", live: true)));
        Assert.Equal(HttpStatusCode.OK, await Ask(client, Code(code, "roadside")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(client, Desk.Question(shown, "rental")));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(client, Code(code, "rental")));
        Assert.Equal(HttpStatusCode.BadRequest, await Ask(client, Code(code, "no purpose")));

        Assert.Contains(log.Lines, line => line.Contains("verified Accepted", StringComparison.Ordinal) && line.Contains("party=320000/police", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("refused PurposeNotRegistered", StringComparison.Ordinal) && line.Contains("party=320000/police", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains(" Debug ", StringComparison.Ordinal));
        var licence = SampleLicence.Data();
        foreach (var personal in new[] { licence.FamilyName, licence.GivenName, licence.DocumentNumber, licence.FileNumber, "310000999999", code[..60], Convert.ToBase64String(shown.Response)[..60] })
            Assert.DoesNotContain(log.Lines, line => line.Contains(personal, StringComparison.Ordinal));
    }

    private static JsonObject Code(string text, string purpose) => new() { ["qr"] = text, ["acceptor"] = Border.Jiangsu, ["purpose"] = purpose };

    private static async Task<HttpStatusCode> Ask(HttpClient client, JsonObject question)
    {
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(question.ToJsonString()), "application/json"));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode;
    }
}
