using System.Text.Json.Nodes;
using Federation.Tests.World;

namespace Federation.Tests.Ceremonies;

public sealed class RegionAndNoticeTests
{
    [Fact]
    public async Task Admits_a_region_by_its_application_and_one_duty_officer_takes_it_out_of_trust_until_targets_decide()
    {
        await using var federation = await LoopbackFederation.Start();
        var desk = new OperatorsDesk(federation);
        await desk.Done(["region", "new", "--dir", desk.File("offline"), "--code", "510100", "--name", "Chengdu", "--iso3166", "CN-SC", .. desk.Now]);
        string[] operators = [.. Enumerable.Range(1, 3).Select(n => Path.Combine(desk.File("offline"), $"operator-{n}.test.pem"))];
        for (var n = 0; n < 3; n++) await desk.Done("key", "public", operators[n], "--out", desk.File($"chengdu-{n}.pub.pem"));
        var application = desk.File("application.json");
        await desk.Done([
            "region", "apply", "--out", application, "--code", "510100", "--name-zh", "成都市", "--name-en", "Chengdu", "--iso3166", "CN-SC", "--iaca", Path.Combine(desk.File("offline"), "iaca.der"),
            "--operator", desk.File("chengdu-0.pub.pem"), "--operator", desk.File("chengdu-1.pub.pem"), "--operator", desk.File("chengdu-2.pub.pem"), "--office", "5101", "--contact", "office", "--key", operators[0], .. desk.Now,
        ]);
        Assert.Contains("operators that it demands have signed", await Check(desk, application, expected: 1), StringComparison.Ordinal);
        await desk.Done("region", "apply", "--out", application, "--key", operators[1]);
        await Check(desk, application, expected: 0);

        var officer = await desk.Key("duty-1");
        // Beside those who signed the notices in force: what is in force must stay signed by somebody who is named.
        await desk.Draft("officers.json", ["ceremony", "new", "targets", "--duty-officer", officer.Public, .. await desk.DutyOfficers()]);
        await SignAndPublish(desk, "officers.json");
        await desk.Draft("admit.json", "region", "admit", application);
        await SignAndPublish(desk, "admit.json");
        Assert.Contains("already", await Check(desk, application, expected: 1), StringComparison.Ordinal);

        await desk.Done(["notice", "issue", "--id", "sunday-1", "--region", "510100", "--key", officer.Private, "--out", desk.File("notice.json"), .. OperatorsDesk.Reason, .. desk.Submit]);
        Assert.Equal("WrongKey", await desk.Refused(["notice", "issue", "--id", "sunday-2", "--region", "510100", "--key", operators[0], "--out", desk.File("forged.json"), .. OperatorsDesk.Reason, .. desk.Submit]));
        await desk.Draft("ratify.json", "notice", "ratify", "sunday-1");
        await SignAndPublish(desk, "ratify.json");
        var notice = Assert.Single(JsonNode.Parse(await desk.Done(["notice", "list", "--json", .. desk.Hub, .. desk.Now]))!.AsArray())!;
        Assert.Equal(("sunday-1", "Ratified"), (notice["id"]!.GetValue<string>(), notice["decision"]!.GetValue<string>()));
    }

    private static async Task SignAndPublish(OperatorsDesk desk, string draft)
    {
        await desk.Sign(draft, desk.Operator("targets", 1), desk.Operator("targets", 3));
        await desk.Publish(draft);
    }

    private static async Task<string> Check(OperatorsDesk desk, string application, int expected)
    {
        var (code, output) = await desk.Code(["region", "check", "--application", application, "--json", .. desk.Hub, .. desk.Now]);
        Assert.True(code == expected, output);
        return output;
    }
}
