using Federation.Hosting.Tls;
using Microsoft.Playwright;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Registry;
using TrustList.Testing;
using static Microsoft.Playwright.Assertions;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>The page at a gateway that answers registered parties alone: the browser's certificate says who asks.</summary>
public sealed class RegisteredDeskTests(OpenDesk open) : IClassFixture<OpenDesk>
{
    [ChromiumFact]
    public async Task Answers_a_registered_browser_for_its_purposes_and_tells_others_why_not()
    {
        var key = TlsIdentity.CreateKeyPem();
        using var identity = TlsIdentity.FromPem(key);
        await using var border = await Border.Open(world =>
        {
            world.OpenToAll = false;
            world.OwnRegion.Parties = SampleParties.Document(
                Border.Jiangsu, SampleParties.Party("police", Border.Start.AddDays(-1), Purpose.Roadside) with { TlsPins = [identity.Pin] });
        });

        await using (var stranger = await open.Sit(at: border))
        {
            await stranger.Check(border.Present());
            await Expect(stranger.Page.Locator(".because")).ToHaveTextAsync("此设备未登记为核验方。");
        }

        await using var desk = await open.Sit(at: border, certificate: new ClientCertificate
        {
            Origin = border.Gateway.Url.GetLeftPart(UriPartial.Authority),
            Cert = System.Text.Encoding.ASCII.GetBytes(identity.Certificate.ExportCertificatePem()),
            Key = System.Text.Encoding.ASCII.GetBytes(key),
        });
        await desk.Check(border.Present());
        await Expect(desk.Word).ToHaveTextAsync("正常 Normal");
        await desk.Check(border.Present(), "rental");
        await Expect(desk.Page.Locator(".because")).ToHaveTextAsync("此核验方未登记这一用途。");
    }
}
