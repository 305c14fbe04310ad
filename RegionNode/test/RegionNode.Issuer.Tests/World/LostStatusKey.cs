using RegionNode.Issuer.Inception;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The province declares its only status key lost and publishes the node's next one, on short notice.</summary>
internal static class LostStatusKey
{
    public static async Task<PublicKey> ReplaceAsync(TestRegion region, Office office)
    {
        var spki = Convert.FromBase64String((await office.PostAsync("/operator/keys/status")).Json["spki"]!.GetValue<string>());
        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        var lost = region.Province.Issuers!.StatusKeys[0];
        region.Province.Issuers = region.Province.Issuers with
        {
            StatusKeys =
            [
                lost with { History = lost.History.Add(new(KeyState.Compromised, now, "Stolen, in this test")) },
                lost with
                {
                    KeyId = "status-2", Spki = spki, PublishedAt = now, SignFrom = now, History = [new(KeyState.Pending, now, "test")],
                    ShortNotice = new("唯一的状态密钥已失", "The only status key is lost"),
                },
            ],
        };
        region.Province.Publish(Path.Combine(region.DataDir, RegionFolders.Inbox), now);
        return PublicKey.FromSpki(spki).Value;
    }
}
