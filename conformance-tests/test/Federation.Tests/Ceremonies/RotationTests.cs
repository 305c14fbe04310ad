using System.Text.Json.Nodes;
using Federation.Ceremonies;
using Federation.Tests.World;
using TrustList.Format.Metadata;

namespace Federation.Tests.Ceremonies;

public sealed class RotationTests
{
    [Fact]
    public async Task Replaces_two_root_operators_with_five_key_files_and_a_client_follows()
    {
        await using var federation = await LoopbackFederation.Start();
        var desk = new OperatorsDesk(federation);
        var state = desk.File("client");
        await desk.Done(["sync", "--state", state, .. desk.Hub, .. desk.Now]);
        var (sixth, seventh) = (await desk.Key("root-6"), await desk.Key("root-7"));
        await desk.Draft("root.json", "ceremony", "new", "root", "--replace-operator", $"{Id(desk, 1)}={sixth.Public}", "--replace-operator", $"{Id(desk, 2)}={seventh.Public}");
        await desk.Draft("late.json", "ceremony", "new", "root");
        await desk.Sign("root.json", sixth.Private, seventh.Private, desk.Operator("root", 3), desk.Operator("root", 4), desk.Operator("root", 5));
        await desk.Sign("late.json", desk.Operator("root", 1), desk.Operator("root", 2), desk.Operator("root", 3));

        var transcript = await desk.Publish("root.json");
        Assert.Equal((true, 2, 5), (transcript["staging"]!["accepted"]!.GetValue<bool>(), transcript["followed"]!["version"]!.GetValue<int>(), transcript["signers"]!.AsArray().Count));
        var synced = JsonNode.Parse(await desk.Done(["sync", "--state", state, "--hub", federation.Country.Hub.PublicUrl.OriginalString, .. desk.Now, "--json"]))!;
        Assert.Equal((true, 2), (synced["ok"]!.GetValue<bool>(), synced["trustList"]!["root"]!.GetValue<int>()));

        Assert.Equal("BaseMoved", await desk.Refused(["ceremony", "publish", desk.File("late.json"), .. desk.Submit]));
        await desk.Draft("next.json", "ceremony", "new", "root");
        Assert.Equal("WrongKey", await desk.Refused(["ceremony", "sign", desk.File("next.json"), "--key", desk.Operator("root", 1), "--yes", .. desk.Now]));
        await desk.Sign("next.json", sixth.Private, seventh.Private, desk.Operator("root", 3));
        Assert.Equal(3, (await desk.Publish("next.json"))["followed"]!["version"]!.GetValue<int>());
    }

    private static string Id(OperatorsDesk desk, int n) => MetadataKey.Of(KeyFile.Read(desk.Operator("root", n)).Value.PublicKey).KeyId;
}
