using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.Ceremonies;
using Federation.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;

namespace Federation.Tests.Crossing;

/// <summary>A driver moves from Suzhou to Chengdu, between real nodes, through both gateways, with the log between them.</summary>
public sealed class MovingTests
{
    // From here on the two take each other's licences.
    private static readonly DateTimeOffset Pilots = new(2021, 6, 2, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Moves_a_driver_and_each_side_shows_the_proof_of_it()
    {
        await using var federation = await LoopbackFederation.Start(Region.Suzhou, Region.Chengdu);
        var (country, cancel) = (federation.Country, federation.Cancel);
        await country.MoveTo(Pilots, cancel);
        var driver = new Driver("示例", "合成", CitizenNumber.Complete("32050119900307101"), "320500000101", Region.Suzhou, "320500");
        await country.Register(driver, cancel, points: 3);
        using var suzhou = country[Region.Suzhou].OfficeClient();
        using var gateway = country[Region.Suzhou].GatewayClient();
        var (licence, offer) = await new Office(suzhou).Apply(driver, cancel);
        var device = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var phone = await Phone.Collect(gateway, Region.Suzhou.Code, offer, cancel, device);
        using var chengdu = country[Region.Chengdu].OfficeClient();
        var (leaving, arriving) = (new MovingOffice(suzhou), new MovingOffice(chengdu));

        var id = await leaving.Request(driver.FileNumber, "510100", cancel);
        await arriving.Accept(id, "320500", "510100", cancel);
        var (left, came) = (await leaving.Decided(id, cancel), await arriving.Decided(id, cancel));
        Assert.True((left["state"]!.GetValue<string>(), came["state"]!.GetValue<string>()) == ("Committed", "Committed"), $"{left}\n{came}\n{federation.Logs()}");

        // 1. The old licence is TRANSFERRED, in the old region's own books and for everybody; the old office takes no application.
        var old = JsonNode.Parse(await suzhou.GetStringAsync(new Uri($"/licences/{licence}", UriKind.Relative), cancel))!;
        Assert.Equal("Transferred", old["value"]!.GetValue<string>());
        await Wait.Until("the move reaches Chengdu's gateway", async () =>
            (await country.Ask(Region.Chengdu, phone.Present("desk.test"), "roadside", live: false, cancel))["reason"]?.GetValue<string>() == "Transferred", cancel);
        using var refused = await suzhou.PostAsJsonAsync("/licences", new JsonObject { ["fileNumber"] = driver.FileNumber }, cancel);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("MovedAway", await refused.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);

        // 2. Both sides, and the holder, have the proof.
        using var shown = await gateway.PostAsJsonAsync("/holder/transfer-proof", new JsonObject
        {
            ["statusUri"] = phone.Question.StatusUri,
            ["index"] = phone.Question.Index,
            ["msoSha256"] = Base64Url.EncodeToString(phone.Question.MsoSha256.Span),
        }, cancel);
        shown.EnsureSuccessStatusCode();
        var proof = TransferProof.Read(await shown.Content.ReadAsByteArrayAsync(cancel)).Value;
        var record = TransferRecord.Read(SignedTransfer.Read(proof.Transfer).Value.Record).Value;
        Assert.Equal(("320500", "510100", id), (record.From, record.To, Convert.ToHexStringLower(record.Id.Span)));
        Assert.True(Same(record, TransferRecord.Read(SignedTransfer.Read(TransferProof.Read(Convert.FromBase64String(came["proof"]!.GetValue<string>())).Value.Transfer).Value.Record).Value));

        await NamesTheNewRegion(federation, phone, device);

        // 3. The driver applies at the new region, with the points that came along.
        var (_, fresh) = await arriving.Collect(country, driver, Region.Chengdu, cancel);
        var verdict = await country.AskLive(Region.Chengdu, () => fresh.Present("desk.test"), "roadside", cancel);
        Assert.True(verdict["outcome"]!.GetValue<string>() == "Accepted", verdict.ToJsonString());
        Assert.Equal("510100", verdict["issuer"]!["region"]!.GetValue<string>());
        Assert.Equal(3, verdict["restsOn"]!["live"]!["points"]!.GetValue<int>());
    }

    /// <summary>With trustctl as its holder, the old licence tells a verifier whereto it went: by the proof in it, without a network.</summary>
    private static async Task NamesTheNewRegion(LoopbackFederation federation, Phone phone, SoftwareSigner device)
    {
        var (country, desk) = (federation.Country, new OperatorsDesk(federation));
        var (licence, state, proof) = (desk.File("moved.cbor"), desk.File("verifier"), desk.File("transfer-proof.cbor"));
        var (response, transcript, key) = (desk.File("moved-response.cbor"), desk.File("moved-transcript.cbor"), desk.File("moved-device.test.pem"));
        await File.WriteAllBytesAsync(licence, phone.IssuerSigned, federation.Cancel);
        await File.WriteAllTextAsync(key, device.ToPkcs8Pem(), federation.Cancel);
        string[] holder = ["--gateway", country[Region.Suzhou].GatewayUrl.OriginalString, "--gateway-pin", country[Region.Suzhou].GatewayPin, "--key", key];
        await desk.Done(["sync", "--state", state, .. desk.Hub, .. desk.Now]);
        await desk.Done(["status", "pull", "--state", state, "--hub", country.Hub.PublicUrl.OriginalString, .. desk.Now]);
        var said = JsonNode.Parse(await desk.Done(["holder", "transfer-proof", licence, "--state", state, "--out", proof, "--json", .. holder, .. desk.Now]))!;
        Assert.Equal(("320500", "510100"), (said["from"]!.GetValue<string>(), said["to"]!.GetValue<string>()));

        await desk.Done(["holder", "present", licence, "--key", key, "--out", response, "--transcript", transcript]);
        var (code, verdict) = await desk.Code(["verify", response, "--transcript", transcript, "--state", state, "--acceptor", "510100", "--purpose", "roadside", "--json", .. desk.Now]);
        Assert.True(code == 1, verdict);
        var moved = JsonNode.Parse(verdict)!["restsOn"]!["transfer"];
        Assert.True(moved is not null, verdict);
        Assert.DoesNotContain("StapleMismatch", verdict, StringComparison.Ordinal); // None was shown.
        Assert.Equal(("510100", "TransferProof"), (moved["to"]!.GetValue<string>(), moved["source"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Survives_a_kill_of_either_side_and_a_hub_that_is_away()
    {
        await using var federation = await LoopbackFederation.Start(Region.Suzhou, Region.Tianjin);
        var (country, cancel) = (federation.Country, federation.Cancel);
        using var suzhou = country[Region.Suzhou].OfficeClient();
        using var tianjin = country[Region.Tianjin].OfficeClient();
        var (leaving, arriving) = (new MovingOffice(suzhou), new MovingOffice(tianjin));

        // A kill at another moment of each move: while it is asked for, prepared, submitted, logged. All the while both sides are asked.
        for (var n = 0; n < 6; n++)
        {
            var (driver, licence, phone) = await IssueAsync(n);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var answers = new TwoAnswers(country, driver, phone, Region.Suzhou, Region.Tianjin);
            var asking = answers.WatchAsync(end.Token);
            await Wait.Until("the old side answers", () => Task.FromResult(answers.OldAnswered > 0), cancel);
            var id = await LeaveAsync(driver);
            await Task.Delay(n * 300, cancel);
            await RestartAsync(country[n % 2 == 0 ? Region.Suzhou : Region.Tianjin]);
            await AgreeAsync(id, licence, mustHappen: true);
            await Wait.Until("the new side was asked when it answers", () => Task.FromResult(answers.NewAnswered > 0), cancel);
            await end.CancelAsync();
            await asking;
            Assert.True(answers.Both.Count == 0, string.Join('\n', answers.Both));
        }

        // The hub is away for a while, and back before the deadline.
        var away = await BeginAsync(6);
        await country.Hub.Stop();
        await Task.Delay(2_000, cancel);
        await country.Hub.Start(country.Http, cancel);
        await AgreeAsync(away.Id, away.Licence, mustHappen: true);

        // Through the deadline: whether the record came to the log before or not, both sides say the same.
        var late = await BeginAsync(7);
        await Task.Delay(700, cancel);
        await country.Hub.Stop();
        await country.Clock.Advance(TimeSpan.FromMinutes(30), cancel);
        await country.Hub.Start(country.Http, cancel);
        await AgreeAsync(late.Id, late.Licence, mustHappen: false);

        async Task<(string Id, string Licence)> BeginAsync(int n)
        {
            var (driver, licence, _) = await IssueAsync(n);
            return (await LeaveAsync(driver), licence);
        }

        async Task<(Driver Driver, string Licence, Phone Phone)> IssueAsync(int n)
        {
            var driver = new Driver("示例", "合成", CitizenNumber.Complete($"3205011990030720{n}"), $"32050000020{n}", Region.Suzhou, "320500");
            var (licence, phone) = await country.Issue(driver, cancel);
            return (driver, licence, phone);
        }

        async Task<string> LeaveAsync(Driver driver)
        {
            var id = await leaving.Request(driver.FileNumber, "120000", cancel);
            await arriving.Accept(id, "320500", "120100", cancel);
            return id;
        }

        async Task RestartAsync(RegionSite site)
        {
            await site.KillIssuer();
            site.StartIssuer();
        }

        async Task AgreeAsync(string id, string licence, bool mustHappen)
        {
            var (left, came) = (await leaving.Decided(id, cancel), await arriving.Decided(id, cancel));
            var state = left["state"]!.GetValue<string>();
            Assert.True(state == came["state"]!.GetValue<string>() && (!mustHappen || state == "Committed"), $"{left}\n{came}\n{federation.Logs()}");
            var old = JsonNode.Parse(await suzhou.GetStringAsync(new Uri($"/licences/{licence}", UriKind.Relative), cancel))!;
            Assert.Equal(state == "Committed" ? "Transferred" : "Valid", old["value"]!.GetValue<string>());
        }
    }

    private static bool Same(TransferRecord one, TransferRecord other) => one.Write().AsSpan().SequenceEqual(other.Write());
}
